import type { FieldSection } from '../form.ts'
import { amount, both, cell, option } from './build.ts'

/** A.2 section 1. The receipt number, the recommender and the dates are the system's own and not typed. */
export const cover: FieldSection = {
  key: 'cover',
  number: '1',
  title: both('项目封面', 'Cover'),
  fields: [
    cell('project_name', 'text', '项目名称', 'Project name', {
      required: true,
      maxLength: 80,
      example: '年产 20 万套伺服驱动器智能工厂建设项目',
      help: both('与备案证、合同一致，不写“申请书”“报告”等字样', 'As in the filing and the contracts'),
    }),
    cell('direction', 'choice', '支持方向', 'Direction', {
      required: true,
      options: [option('general', '综合', 'General')],
    }),
    cell('applicant', 'text', '申报单位', 'Applicant', {
      required: true,
      prefillFrom: 'name',
      hiddenInBlind: true,
    }),
    cell('joint_applicants', 'text', '联合申报单位', 'Joint applicants', {
      maxLength: 300,
      hiddenInBlind: true,
      help: both('没有则不填；多个单位用顿号分开', 'Leave empty if none; separate several by commas'),
    }),
    cell('secrecy', 'choice', '密级', 'Secrecy', {
      required: true,
      options: [option('none', '非密', 'Not classified')],
      help: both('涉密内容不得在本系统填报', 'Nothing classified may be entered in this system'),
    }),
  ],
}

const sizes = [
  option('large', '大型', 'Large'),
  option('medium', '中型', 'Medium'),
  option('small', '小型', 'Small'),
  option('micro', '微型', 'Micro'),
]

/** Types of registration that the standard form offers. */
export const registerTypes = [
  option('limited', '有限责任公司', 'Limited company'),
  option('joint_stock', '股份有限公司', 'Joint-stock company'),
  option('state_owned', '国有独资公司', 'State-owned company'),
  option('foreign', '外商投资企业', 'Foreign-invested enterprise'),
  option('institution', '事业单位', 'Public institution'),
  option('other', '其他', 'Other'),
]

const listings = [
  option('none', '未上市', 'Not listed'),
  option('neeq', '新三板挂牌', 'Quoted on NEEQ'),
  option('domestic', '境内上市', 'Listed in China'),
  option('abroad', '境外上市', 'Listed abroad'),
]

/**
 * Of the profile alone: whom the duplicate check takes for one family (A.7, level 2). It may name a person, so no
 * application carries it.
 */
export const controller = cell('controller', 'text', '实际控制人', 'Actual controller', {
  maxLength: 100,
  prefillFrom: 'controller',
  help: both(
    '选填：个人填姓名，企业填名称或统一社会信用代码。仅供查重比对，不对外公开',
    'Optional: a person by name, a company by name or credit code. For the duplicate check alone; it is not published',
  ),
})

/** A.2 section 2: kept once in the enterprise's profile and filled in from it. */
export const enterprise: FieldSection = {
  key: 'enterprise',
  number: '2',
  title: both('企业基本情况', 'The enterprise'),
  help: both(
    '已从企业库带出；有变化时请先修改企业资料',
    'Taken from the enterprise’s profile; mend the profile first if something changed',
  ),
  fields: [
    cell('uscc', 'uscc', '统一社会信用代码', 'Unified social credit code', {
      required: true,
      prefillFrom: 'uscc',
      hiddenInBlind: true,
      example: '91320583MADEMX02XQ',
    }),
    cell('region', 'region', '注册地区划代码', 'Region of registration', {
      required: true,
      prefillFrom: 'regionCode',
      hiddenInBlind: true,
      example: '320583',
    }),
    cell('established_on', 'date', '成立日期', 'Established on', {
      required: true,
      prefillFrom: 'establishedOn',
      example: '2012-06-18',
    }),
    {
      ...amount('registered_capital', '注册资本', 'Registered capital', { required: true, example: '5,000' }),
      prefillFrom: 'registeredCapital',
    },
    cell('legal_representative', 'text', '法定代表人', 'Legal representative', {
      required: true,
      maxLength: 60,
      prefillFrom: 'legalRepresentative',
      hiddenInBlind: true,
    }),
    cell('register_type', 'choice', '登记类型', 'Register type', {
      required: true,
      prefillFrom: 'registerType',
      options: registerTypes,
    }),
    cell('industry_code', 'industry', '行业小类代码', 'Industry class (GB/T 4754-2017)', {
      required: true,
      maxLength: 5,
      prefillFrom: 'industryCode',
      example: '3812',
    }),
    cell('size', 'choice', '企业规模', 'Size', { required: true, prefillFrom: 'size', options: sizes }),
    cell('chain', 'text', '所属集群、产业链', 'Cluster and chain', {
      maxLength: 100,
      prefillFrom: 'chain',
      example: '新型电力装备集群',
    }),
    cell('tags', 'text', '资质荣誉', 'Qualifications', {
      maxLength: 500,
      prefillFrom: 'honours',
      example: '省级专精特新中小企业（2024 年）',
    }),
    cell('address', 'text', '通讯地址', 'Address', {
      required: true,
      prefillFrom: 'address',
      hiddenInBlind: true,
    }),
    cell('contact_name', 'text', '联系人', 'Contact', {
      required: true,
      maxLength: 60,
      prefillFrom: 'contactName',
      hiddenInBlind: true,
    }),
    cell('contact_phone', 'phone', '联系人手机', 'Mobile of the contact', {
      required: true,
      prefillFrom: 'contactPhone',
      hiddenInBlind: true,
      example: '13800000000',
    }),
    cell('contact_email', 'email', '电子邮箱', 'E-mail', {
      prefillFrom: 'contactEmail',
      hiddenInBlind: true,
    }),
    cell('account_name', 'text', '开户名', 'Account name', {
      required: true,
      prefillFrom: 'accountName',
      hiddenInBlind: true,
    }),
    cell('bank_name', 'text', '开户银行', 'Bank', {
      required: true,
      prefillFrom: 'bankName',
      hiddenInBlind: true,
    }),
    cell('bank_account', 'text', '银行账号', 'Account number', {
      required: true,
      maxLength: 40,
      prefillFrom: 'bankAccount',
      hiddenInBlind: true,
    }),
    cell('listing', 'choice', '上市情况', 'Listing', {
      required: true,
      prefillFrom: 'listing',
      options: listings,
    }),
    cell('staff', 'integer', '职工人数', 'Staff', {
      required: true,
      prefillFrom: 'staff',
      unit: both('人', 'people'),
    }),
    cell('rnd_staff', 'integer', '研发人员数', 'Research staff', {
      required: true,
      prefillFrom: 'rndStaff',
      unit: both('人', 'people'),
    }),
  ],
}

/** A.2 section 11: what the applicant declares beside the signed commitment. */
export const declaration: FieldSection = {
  key: 'declaration',
  number: '11',
  title: both('承诺事项', 'Declarations'),
  help: both(
    '以下各项为申报单位的承诺；签字盖章的承诺书作为附件上传',
    'What the applicant declares; the signed and sealed commitment is an attachment',
  ),
  fields: [
    cell('truthful', 'yes_no', '申报材料真实、完整、准确', 'The material is true, complete and exact', {
      required: true,
    }),
    cell(
      'not_funded',
      'yes_no',
      '同一项目未获国家和省级财政资金支持',
      'Not funded before by the state or the province',
      {
        required: true,
      },
    ),
    cell(
      'no_accident',
      'yes_no',
      '近三年未发生重大及以上安全、环保、质量事故',
      'No major accident in the last three years',
      {
        required: true,
      },
    ),
    cell('no_dishonesty', 'yes_no', '无严重失信行为', 'No serious dishonesty', { required: true }),
    cell('repay', 'yes_no', '违反规定时退回全部资金', 'All money is given back upon a breach', {
      required: true,
    }),
  ],
}

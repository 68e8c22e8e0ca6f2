import type { TableSection } from '../form.ts'
import { avoidanceSection } from '../private-sections.ts'
import { amount, both, cell, option } from './build.ts'

/** A.2 section 7: one line per machine or licence, with its contract, invoice and payment. */
export const equipment: TableSection = {
  key: 'equipment',
  number: '7',
  title: both('设备软件清单', 'Equipment and software'),
  help: both(
    '金额不含增值税；可从 Excel 整块粘贴。已购置的逐行填写合同、发票和付款凭证',
    'Amounts without VAT; paste whole blocks from Excel. Give contract, invoice and payment of what is bought',
  ),
  table: {
    minRows: 1,
    maxRows: 500,
    columns: [
      cell('name', 'text', '名称', 'Name', { required: true, maxLength: 100 }),
      cell('model', 'text', '型号', 'Model', { maxLength: 100 }),
      cell('quantity', 'integer', '数量', 'Quantity', { required: true, min: '1' }),
      amount('unit_price', '单价（不含税）', 'Unit price without VAT', { required: true }),
      amount('amount', '金额（不含税）', 'Amount without VAT', { required: true }),
      cell('supplier', 'text', '供应商', 'Supplier', { maxLength: 100 }),
      cell('contract_no', 'text', '合同号', 'Contract no.', { maxLength: 60 }),
      cell('contract_date', 'date', '合同日期', 'Contract date'),
      cell('invoice_no', 'text', '发票号', 'Invoice no.', { maxLength: 40 }),
      cell('invoice_date', 'date', '发票日期', 'Invoice date'),
      amount('tax', '税额', 'VAT'),
      cell('payment_no', 'text', '付款凭证号', 'Payment no.', { maxLength: 60 }),
      cell('payment_date', 'date', '付款日期', 'Payment date'),
      cell('related_party', 'yes_no', '关联交易', 'Related party', { required: true }),
      cell('second_hand', 'yes_no', '二手设备', 'Second-hand', { required: true }),
    ],
    totals: ['amount', 'tax'],
  },
}

/** A.2 section 8. */
export const milestones: TableSection = {
  key: 'milestones',
  number: '8',
  title: both('进度计划', 'Milestones'),
  help: both('按时间先后填写，均在建设起止年月之内', 'In order of time, inside the construction period'),
  table: {
    minRows: 1,
    maxRows: 20,
    columns: [
      cell('name', 'text', '节点', 'Milestone', { required: true, maxLength: 100, example: '设备安装完成' }),
      cell('start', 'date', '开始日期', 'From', { required: true }),
      cell('end', 'date', '完成日期', 'To', { required: true }),
      cell('result', 'text', '阶段成果', 'Result', { required: true, maxLength: 300 }),
    ],
  },
}

const secondLevel = [
  option('quantity', '数量指标', 'Quantity'),
  option('quality', '质量指标', 'Quality'),
  option('timeliness', '时效指标', 'Timeliness'),
  option('cost', '成本指标', 'Cost'),
  option('economic', '经济效益指标', 'Economic benefit'),
  option('social', '社会效益指标', 'Social benefit'),
  option('ecological', '生态效益指标', 'Ecological benefit'),
  option('sustained', '可持续影响指标', 'Lasting effect'),
  option('satisfaction', '服务对象满意度指标', 'Satisfaction'),
]

const inWords = <T extends 'words' | 'nothing'>(takes: T) => ({
  key: 'direction',
  equals: 'qualitative',
  takes,
})

/** A.2 section 9: typed once, used again in contract and evaluation. */
export const targets: TableSection = {
  key: 'targets',
  number: '9',
  title: both('绩效目标', 'Performance targets'),
  help: both(
    '至少一项数量指标和一项效益指标，写明单位；不能量化的选“定性”，用文字写明目标；立项后不得降低',
    'At least one quantity and one benefit with unit; what cannot be counted is set in words. Not to be lowered after approval',
  ),
  table: {
    minRows: 2,
    maxRows: 30,
    columns: [
      cell('level1', 'choice', '一级指标', 'First level', {
        required: true,
        options: [
          option('output', '产出指标', 'Output'),
          option('benefit', '效益指标', 'Benefit'),
          option('satisfaction', '满意度指标', 'Satisfaction'),
        ],
      }),
      cell('level2', 'choice', '二级指标', 'Second level', { required: true, options: secondLevel }),
      cell('name', 'text', '三级指标', 'Indicator', {
        required: true,
        maxLength: 100,
        example: '新增智能产线',
      }),
      cell('direction', 'choice', '方向', 'Direction', {
        required: true,
        options: [
          option('ge', '≥', '≥'),
          option('le', '≤', '≤'),
          option('eq', '=', '='),
          option('qualitative', '定性', 'In words'),
        ],
      }),
      cell('value', 'decimal', '目标值', 'Target', {
        required: true,
        maxLength: 60,
        unless: inWords('words'),
      }),
      cell('unit', 'text', '单位', 'Unit', {
        required: true,
        maxLength: 20,
        example: '条',
        unless: inWords('nothing'),
      }),
      cell('evidence', 'text', '佐证来源', 'Evidence', { required: true, maxLength: 200 }),
    ],
  },
}

/** A.2 section 10: declared by the applicant, compared with the lists of other departments. */
export const history: TableSection = {
  key: 'history',
  number: '10',
  title: both('已获财政资金情况', 'Public money received before'),
  help: both('近五年情况；没有则不填', 'Of the last five years; leave empty if none'),
  table: {
    maxRows: 50,
    columns: [
      cell('year', 'integer', '年度', 'Year', { required: true, min: '2000', max: '2100' }),
      cell('department', 'text', '部门', 'Department', { required: true, maxLength: 100 }),
      cell('project', 'text', '项目', 'Project', { required: true, maxLength: 100 }),
      cell('level', 'choice', '级别', 'Level', {
        required: true,
        options: [
          option('national', '国家级', 'National'),
          option('province', '省级', 'Provincial'),
          option('city', '市级', 'City'),
          option('county', '县级', 'County'),
        ],
      }),
      amount('amount', '金额', 'Amount', { required: true }),
      cell('accepted', 'yes_no', '是否验收', 'Accepted', { required: true }),
    ],
    totals: ['amount'],
  },
}

/** B.3, C10: whom the applicant asks to keep away. Read by the applicant and whoever keeps experts apart alone. */
export const avoidance: TableSection = {
  key: avoidanceSection,
  number: '11-1',
  title: both('申请回避的专家', 'Experts to be avoided'),
  help: both(
    '没有则不填。最多三人，写明理由；工作单位不清楚的可不填。抽取和分派专家时据此回避；推荐单位、评审专家和其他申报单位看不到，也不印入申报书',
    'Leave empty if none. Three people at most, each with the reason; the employer may be left open. They are kept away from this application; recommending offices, experts and other applicants do not see this, and it is not printed',
  ),
  table: {
    maxRows: 3,
    columns: [
      cell('name', 'text', '专家姓名', 'Name', { required: true, maxLength: 40 }),
      cell('employer', 'text', '工作单位', 'Employer', { maxLength: 100 }),
      cell('reason', 'text', '回避理由', 'Reason', {
        required: true,
        maxLength: 300,
        example: '曾任竞争企业技术顾问',
      }),
    ],
  },
}

import type { FieldSection } from '../form.ts'
import { amount, both, cell, option } from './build.ts'

/** A.2 section 4 with the two amounts that everything else is compared to. */
export const project: FieldSection = {
  key: 'project',
  number: '4',
  title: both('项目情况', 'The project'),
  fields: [
    cell('code', 'project_code', '投资项目代码', 'Investment project code', {
      required: true,
      example: '2503-320583-89-02-123456',
      help: both('投资项目在线审批监管平台生成的代码', 'As given by the investment approval platform'),
    }),
    cell('filing_no', 'text', '备案证号', 'Filing number', {
      maxLength: 80,
      example: '昆工信备〔2025〕18号',
    }),
    cell('location', 'region', '建设地点区划代码', 'Region of construction', {
      required: true,
      hiddenInBlind: true,
      example: '320583',
    }),
    cell('site', 'text', '建设地址', 'Site', { required: true, hiddenInBlind: true }),
    cell('nature', 'choice', '建设性质', 'Nature', {
      required: true,
      options: [
        option('new', '新建', 'New'),
        option('expansion', '扩建', 'Expansion'),
        option('renovation', '技术改造', 'Technical renovation'),
      ],
    }),
    cell('start', 'month', '开始年月', 'Start', { required: true, example: '2024-03' }),
    cell('end', 'month', '结束年月', 'End', { required: true, example: '2025-12' }),
    { ...amount('total_investment', '总投资', 'Total investment'), required: true, min: '0.000001' },
    {
      ...amount('requested_amount', '申请省级资金', 'Amount requested'),
      required: true,
      help: both('填写整数万元', 'Whole 万元'),
    },
    cell('content', 'long_text', '建设内容与规模', 'Content and scale', { required: true, maxLength: 3000 }),
    cell('technology', 'long_text', '技术路线与创新点', 'Technology and novelty', {
      required: true,
      maxLength: 3000,
    }),
    cell('intellectual_property', 'long_text', '知识产权情况', 'Intellectual property', { maxLength: 1500 }),
    cell('fit', 'long_text', '与支持方向的对应关系', 'Fit with the direction', {
      required: true,
      maxLength: 1500,
    }),
    cell('capacity', 'text', '预期产能', 'Expected capacity', {
      maxLength: 200,
      example: '年产伺服驱动器 20 万套',
    }),
    cell(
      'interest_subsidy',
      'yes_no',
      '同一投资是否已享受贷款贴息',
      'Interest subsidy for the same investment',
      {
        required: true,
      },
    ),
  ],
}

/** Lists that people fill in as Excel workbooks and import. */
export const workbook = {
  title: { enterprises: '导入企业和信用记录', listed_projects: '其他部门项目清单', experts: '批量导入专家' },
  choose: 'Excel 工作簿（.xlsx）',
  limit: '不超过 10 MB，每张表不超过 2000 行，不含宏和外部链接。',
  check: '上传并检查',
  dryRun: '检查结果：{name}',
  problems: '有 {count} 行存在问题，不会导入：',
  row: '“{sheet}”第 {row} 行：',
  entry: '{column}第 {row} 条的{part}',
  act: '导入没有问题的 {count} 行',
  template: '下载模板（.xlsx）',
  templateOf: '{title}（模板）',
  captionsNote: '表头放在前五行中的任一行，次序不限，中文、英文均可。',
  guide: {
    title: '填写说明',
    sheet: '表',
    column: '表头',
    needed: '必填',
    yes: '是',
    how: '怎样填写',
    several: '可填多个，用顿号或逗号分开',
  },
}

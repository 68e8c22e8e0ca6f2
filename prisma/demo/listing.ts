import { valuesFrom } from '#app/db/working-application.server.ts'
import { textAt } from '#app/domain/application/form.ts'
import { importRows, type ListRow } from '#fixtures/listed-projects.ts'
import type { Stage } from './stage.ts'

/**
 * Two lists that other departments sent: one names a project of the first application's enterprise almost as it is called
 * here, the other the code of the second's; both name projects that nobody applied for.
 */
export async function importLists(
  stage: Stage,
  [first, second]: readonly [string, string],
  offset: number,
): Promise<void> {
  const year = Number(stage.today.slice(0, 4))
  const [similar, coded] = await Promise.all([listedAs(stage, first), listedAs(stage, second)])
  const science = { department: '省科技厅', fund: '重点研发计划（产业前瞻）', year: year - 1 }
  const reform = { department: '省发展改革委', fund: '战略性新兴产业发展专项', year: year - 2 }
  await importRows(
    await stage.as('province_handler', offset),
    [
      { ...similar, project: `关于${similar.project}`, code: `BE${year - 1}016`, amount: 120, ...science },
      {
        ...coded,
        project: '高性能传感器芯片关键技术研发',
        code: `BE${year - 1}031`,
        amount: 200,
        ...science,
      },
    ],
    `省科技厅${year - 1}年度重点研发计划立项清单.xlsx`,
  )
  await importRows(
    await stage.as('province_handler', offset),
    [
      { ...coded, project: `${coded.undertaker}产线升级`, amount: 350, ...reform },
      { ...similar, project: '企业技术中心创新能力建设', code: '', amount: '', ...reform },
    ],
    `省发展改革委${year - 2}年专项资金项目清单.xlsx`,
  )
}

type Named = Pick<ListRow, 'uscc' | 'undertaker' | 'project' | 'code'>

/** Enterprise, name and code of an application's project, as a list would have them. */
async function listedAs({ db }: Stage, id: string): Promise<Named> {
  const { projectName, form, enterprise } = await db.client.application.findUniqueOrThrow({
    where: { id },
    select: { projectName: true, form: true, enterprise: { select: { uscc: true, name: true } } },
  })
  const code = textAt(valuesFrom(form), 'project.code')
  return { uscc: enterprise.uscc, undertaker: enterprise.name, project: projectName, code }
}

import { addMonths } from '#app/domain/kernel/shanghai.ts'
import { askChange, decideChange } from '#app/services/tracking/change.server.ts'
import { held } from '#fixtures/held.ts'
import type { Stage } from './stage.ts'
import { peopleOf } from './followers.ts'

/** Of one project: a new contact that the county has agreed to, and later more time, on which the level above has to decide. */
export async function changes(stage: Stage, id: string): Promise<void> {
  const { applicant, countyApprover, project } = await peopleOf(stage, id)
  const act = async (reason: string) => {
    const { version } = await stage.db.client.project.findUniqueOrThrow({ where: { id } })
    return { id, version, reason }
  }
  held(
    await askChange(await stage.as(applicant, -35), {
      ...(await act('原项目联系人调离。')),
      kind: 'people',
      before: '项目联系人：程立（设备部）',
      after: '项目联系人：何静（技术中心）',
      newEndOn: '',
    }),
  )
  const agreed = await act('变更不影响项目实施，同意。')
  held(await decideChange(await stage.as(countyApprover, -34), { ...agreed, approved: true }))
  const newEndOn = addMonths(project.endOn, 4)
  held(
    await askChange(await stage.as(applicant, 0), {
      ...(await act('主轴更换到货延迟导致停产，调试顺延四个月。')),
      kind: 'extension',
      before: `实施期至 ${project.endOn}`,
      after: `实施期至 ${newEndOn}`,
      newEndOn,
    }),
  )
}

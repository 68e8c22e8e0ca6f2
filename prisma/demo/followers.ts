import { type Stage } from './stage.ts'

/** Who acts for a project: its undertaker's people, the county's, and those of the level above. */
export async function peopleOf({ db }: Stage, projectId: string) {
  const project = await db.client.project.findUniqueOrThrow({ where: { id: projectId } })
  const login = async (where: object) =>
    (await db.client.user.findFirstOrThrow({ where, orderBy: { loginName: 'asc' } })).loginName
  const above = project.above === 'city' ? project.cityCode : '320000'
  const officer = (code: string, role: string) => login({ org: { code }, roles: role })
  return {
    project,
    applicant: await login({ enterpriseId: project.enterpriseId }),
    countyHandler: await officer(project.unitCode, 'handler'),
    countyApprover: await officer(project.unitCode, 'approver'),
    handlerAbove: await officer(above, 'handler'),
    approverAbove: await officer(above, 'approver'),
  }
}

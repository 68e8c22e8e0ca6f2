import { check, type Play } from './play.ts'

/** What the administrators see of the season: its mails, its jobs, its log. */
export const closing: Play = async ({ step, as, until }, { applications }) => {
  await step('administrator reads the mails; every job was done', async () => {
    const administrator = await as('sys_admin')
    const { rows } = await administrator.page('admin/mails', '/admin/mail')
    check(rows.length > 20, `there are ${rows.length} mails`)
    await until('the jobs to be done', async () => {
      const { counts } = await administrator.page('admin/jobs', '/admin/jobs')
      return ['available', 'executing', 'retryable', 'discarded'].every((state) => !counts[state])
    })
  })

  await step('the log tells the whole life of an application', async () => {
    const auditor = await as('audit_admin')
    for (const act of ['submit', 'recall', 'qualify', 'approve']) {
      const query = new URLSearchParams({
        dossier: `application:${applications.kunshan}`,
        act: `application.${act}`,
      })
      const { rows } = await auditor.page('admin/audit', `/audit?${query}`)
      check(rows.length > 0 && rows.every(({ leaf }) => leaf.length === 64), `the log lacks ${act}`)
    }
  })
}

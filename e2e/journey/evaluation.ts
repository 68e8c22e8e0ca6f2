import { check, type Play } from './play.ts'

/** Self-evaluation against the targets of the application, and the grade. */
export const evaluation: Play = async (season, { projectId }) => {
  const { step, as, clock, keep, until } = season
  let path = ''
  const act = async (login: string, name: string) => {
    const person = await as(login)
    const { evaluation: seen } = await person.page('evaluation/show', path)
    await person.post(path, { act: name, version: seen.version, reason: '' })
  }
  await clock('2026-03-02 09:00')

  await step('province asks for the evaluation', async () => {
    const handler = await as('province_handler')
    const address = `/projects/${projectId}`
    const { project } = await handler.page('tracking/show', address)
    await handler.post(address, { act: 'ask_evaluation', version: project.version })
    const { project: asked } = await handler.page('tracking/show', address)
    path = `/evaluations/${asked.evaluations[0]?.id}`
  })

  await step('the enterprise evaluates itself against its targets', async () => {
    const applicant = await as('kunshan_applicant')
    const { evaluation: seen, typed } = await applicant.page('evaluation/show', path)
    if (!typed) throw new Error('the enterprise does not see its own self-evaluation')
    const values = {
      ...typed,
      rows: typed.rows.map((one, at) => ({
        ...one,
        tier: one.direction === 'qualitative' ? 'achieved' : '',
        actual:
          one.direction === 'qualitative' ? '100' : at === 1 ? String(Number(one.target) - 2) : one.target,
        reason: at === 1 ? '试生产期间工艺尚在磨合。' : '',
        improvement: at === 1 ? '完善在线检测参数，第四季度达标。' : '',
      })),
      summary: '项目按期完成，绩效目标基本实现。',
    }
    await applicant.save(`${path}/save`, { revision: seen.revision, values })
    await act('kunshan_applicant', 'submit')
  })

  await step('county passes it on, province and finance confirm score and grade', async () => {
    await act('kunshan_handler', 'pass')
    await act('province_handler', 'ask_finance')
    await act('finance', 'co_confirm')
    const applicant = await as('kunshan_applicant')
    const { evaluation: seen, documents } = await until('the self-evaluation', async () => {
      const page = await applicant.page('evaluation/show', path)
      return page.documents.length > 0 && page
    })
    check(
      seen.status === 'confirmed' && seen.grade !== null,
      `the evaluation is ${seen.status}, grade ${seen.grade}`,
    )
    await keep(applicant, documents[0]?.id ?? '', 'self-evaluation.pdf')
  })
}

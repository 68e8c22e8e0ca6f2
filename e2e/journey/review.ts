import { aPaper } from './enterprise.ts'
import { check, type Play, type Season } from './play.ts'

type Unit = 'yushan' | 'kunshan' | 'jiangning' | 'nanjing' | 'province'

/** Signs for it and writes the opinion, with every item ticked that asks for a person. */
async function handle({ as }: Season, unit: Unit, id: string, conclusion: 'pass' | 'reject'): Promise<void> {
  const handler = await as(`${unit}_handler`)
  const path = `/review/${id}/check`
  const before = await handler.page('review/side', path)
  if (before.acts.open.includes('open'))
    await handler.post(`/applications/${id}/open`, { version: before.acts.version })
  const { acts, side } = await handler.page('review/side', path)
  await handler.post(path, {
    version: acts.version,
    conclusion,
    text: conclusion === 'pass' ? '材料齐全，与现场核对一致，同意上报。' : '项目内容与指南支持方向不符。',
    tick: side.items.filter(({ result }) => result === 'manual').map(({ code }) => code),
  })
}

/** Finance answers where it has an account; of the other offices asked beside the level the handler enters the reply. */
async function coReview({ as }: Season, unit: Unit, id: string): Promise<void> {
  const handler = await as(`${unit}_handler`)
  const path = `/review/${id}/check`
  const { acts } = await handler.page('review/side', path)
  for (const { office, mine } of acts.coReview) {
    const now = await handler.page('review/side', path)
    const speaker = mine ? handler : await as(unit === 'province' ? 'finance' : 'kunshan_finance')
    await speaker.post(`/applications/${id}/co-review`, {
      version: now.acts.version,
      office,
      conclusion: 'pass',
      documentNo: '会审函〔2025〕12号',
      text: '经审查无异议。',
    })
  }
}

/** What the approver, another person, does with it. */
async function decide(
  { as }: Season,
  unit: Unit,
  id: string,
  act: 'recommend' | 'qualify' | 'reject',
  fields: Record<string, string>,
): Promise<void> {
  const approver = await as(`${unit}_approver`)
  const { acts } = await approver.page('review/side', `/review/${id}/check`)
  await approver.post(`/applications/${id}/${act}`, { version: acts.version, ...fields })
}

async function recommend(season: Season, unit: Unit, id: string): Promise<void> {
  await handle(season, unit, id, 'pass')
  await coReview(season, unit, id)
  await decide(season, unit, id, 'recommend', { text: '同意推荐。' })
}

/** The unit's list with its number and stamped scan, filed by the approver; Excel and PDF stay. */
async function sheet(season: Season, unit: Unit, guidelineId: string): Promise<void> {
  const handler = await season.as(`${unit}_handler`)
  const address = `/recommendations/new?guideline=${guidelineId}`
  const { rows } = await handler.page('review/new-sheet', address)
  check(rows.length > 0, 'the list is empty')
  const order = Object.fromEntries(rows.map(({ applicationId }, at) => [`order.${applicationId}`, at + 1]))
  const [path = ''] = (await handler.post(address, order)).split('?')
  const made = await handler.page('review/sheet', path)
  const documentNo = '宁工信发〔2025〕31号'
  await handler.post(path, { act: 'set_number', version: made.version, documentNo })
  const { version, id } = await handler.page('review/sheet', path)
  const scan = await aPaper('盖章扫描件', `stamped list ${made.sha256}`)
  await handler.upload(`/files/recommendations/${id}`, { version: String(version) }, scan)
  const approver = await season.as(`${unit}_approver`)
  const ready = await approver.page('review/sheet', path)
  await approver.post(path, { act: 'file', version: ready.version })
  for (const { id: documentId, format } of ready.prints)
    await season.keep(handler, documentId, `recommendation-${unit}.${format}`)
}

/** Town, counties, city and province: passed on by two people each, one returned, one rejected. */
export const review: Play = async (season, { guidelineId, applications }) => {
  const { step, as, clock, keep, until } = season
  const { kunshan = '', jiangning = '', park = '', newcomer = '' } = applications
  await clock('2025-07-11 09:30')

  await step('town handler and approver pass kunshan on', () => recommend(season, 'yushan', kunshan))

  await step('county handler returns jiangning for two corrections', async () => {
    const handler = await as('jiangning_handler')
    const { acts } = await handler.page('review/side', `/review/${jiangning}/check`)
    await handler.post(`/applications/${jiangning}/open`, { version: acts.version })
    const opened = await handler.page('review/side', `/review/${jiangning}/check`)
    await handler.post(`/applications/${jiangning}/return`, {
      version: opened.acts.version,
      field: ['project.technology', 'project.capacity'],
      problem: ['请补充与国内外水平的比较', '请写明改造后的产能'],
      reason: '',
      until: '',
    })
  })

  await step('the applicant corrects the flagged fields only and resubmits', async () => {
    const applicant = await as('jiangning_applicant')
    const form = await applicant.page('application/form', `/applications/${jiangning}/form`)
    check(form.flags.length === 2 && form.flaggedOnly, 'the fields are not flagged')
    await applicant.save(`/applications/${jiangning}/save`, {
      patch: {
        'project.technology': '关键工序数控化率由 62% 提高到 91%，达到国内同行领先水平。',
        'project.capacity': '年产智能传感器 60 万只',
      },
      baseRevision: form.revision,
      editor: 'journey',
    })
    const path = `/applications/${jiangning}/submit`
    const { version, revision, changes } = await applicant.page('application/submit', path)
    check(changes?.changes.length === 2, 'the differences are not shown')
    await applicant.post(path, { act: 'resubmit', version, revision })
  })

  await step('county handler finds what waits on the desk', async () => {
    const { todos } = await (await as('kunshan_handler')).page('office/home', '/work')
    check(
      todos.some(({ link }) => link.includes(kunshan)),
      'the desk does not show it',
    )
  })

  await step('county handler and approver recommend', async () => {
    await recommend(season, 'kunshan', kunshan)
    await recommend(season, 'jiangning', jiangning)
    await recommend(season, 'jiangning', newcomer)
  })

  await clock('2025-07-21 10:00')

  await step('city handler and approver recommend one', () => recommend(season, 'nanjing', jiangning))

  await step('city handler and approver reject the other', async () => {
    await handle(season, 'nanjing', newcomer, 'reject')
    const reason = '项目内容与指南支持方向不符，建议下一年度另行申报。'
    await decide(season, 'nanjing', newcomer, 'reject', { ground: 'policy', reason })
  })

  await step('city files its recommendation list, Excel and PDF', () => sheet(season, 'nanjing', guidelineId))

  await clock('2025-07-28 09:00')

  await step('province runs the formal review with a second checker', async () => {
    for (const id of [kunshan, jiangning, park]) {
      await handle(season, 'province', id, 'pass')
      await decide(season, 'province', id, 'qualify', { text: '形式审查合格。' })
    }
    const approver = await as('province_approver')
    const paper = await until('the record of the formal review', async () => {
      const { documents } = await approver.page('application/show', `/applications/${kunshan}`)
      return documents.find(({ kind }) => kind === 'formal_review')
    })
    await keep(approver, paper.id, 'formal-review.pdf')
  })
  await step('province exports the list of applications', async () => {
    const handler = await as('province_handler')
    const document = await handler.post('/applications/export', {})
    await keep(handler, document.split('/').at(-1) ?? '', 'application-list.xlsx')
  })
}

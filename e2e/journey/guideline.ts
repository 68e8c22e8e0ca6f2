import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { check, type Play } from './play.ts'

/** The call of the season, as it was published. */
export const call: GuidelineConfiguration = guidelines.zhigaishuzhuan2025

/** Parts of the Studio in the order in which it shows them. */
const parts: (keyof GuidelineConfiguration)[][] = [
  [
    'documentNo',
    'issuedBy',
    'finance',
    'supportDirection',
    'eligibilityText',
    'supportMode',
    'contacts',
    'faq',
  ],
  ['ratio', 'capWan', 'floorWan', 'budgetWan', 'correctionRounds', 'correctionDays', 'perApplicant'],
  ['chain'],
  ['deadlines'],
  ['quotas'],
  ['form'],
  ['attachments'],
  ['rules'],
  ['scheme', 'blindMode', 'reviewSkipped'],
  ['publicity', 'allocation', 'instalments'],
  ['tracking', 'evaluation'],
]

/** Drafted by one, published by another. */
export const guideline: Play = async ({ step, as, visitor }, passed) => {
  await step('province handler drafts the guideline in the Studio', async () => {
    const handler = await as('province_handler')
    const { categories } = await handler.page('guideline/new', '/guidelines/new')
    const category = categories.find(({ name }) => name === '智改数转网联')
    check(category !== undefined, 'the fund has no such category')
    const { code, title, year } = call
    const studio = await handler.post('/guidelines/new', {
      title,
      code,
      year,
      category: category.id,
      from: '',
    })
    passed.guidelineId = studio.split('/')[2] ?? ''
    const { version, draft } = await handler.page('guideline/studio', studio)
    let revision: unknown = version
    for (const keys of parts) {
      const configuration = Object.fromEntries(keys.map((key) => [key, call[key]]))
      const saved = await handler.save(`/guidelines/${passed.guidelineId}/save`, {
        revision,
        values: { configuration, typed: draft.typed },
      })
      revision = saved.revision
    }
    const { problems } = await handler.page('guideline/studio', studio)
    check(problems.length === 0, `the draft has problems: ${JSON.stringify(problems)}`)
  })

  await step('the draft previews as applicant, reviewer and expert', async () => {
    const handler = await as('province_handler')
    for (const audience of ['applicant', 'reviewer', 'expert'])
      await handler.read(`/guidelines/${passed.guidelineId}/studio?as=${audience}`)
  })

  const act = async (login: string, name: string) => {
    const person = await as(login)
    const path = `/guidelines/${passed.guidelineId}`
    const { row } = await person.page('guideline/show', path)
    await person.post(path, { act: name, version: row.version, reason: '' })
  }

  await step('province handler submits it for approval', () => act('province_handler', 'submit'))

  await step('finance co-signs it, without which nobody can publish it', async () => {
    const path = `/guidelines/${passed.guidelineId}`
    const { row } = await (await as('leader')).page('guideline/show', path)
    await (await as('leader')).refused(path, { act: 'publish', version: row.version, reason: '' })
    await act('finance', 'co_sign')
  })

  await step('leader approves and publishes it', () => act('leader', 'publish'))

  await step('the call is on the portal, without signing in', async () => {
    const { calls } = await visitor().page('portal/calls', '/')
    check(
      calls.some(({ code }) => code === call.code),
      'the portal does not list the call',
    )
    const text = await visitor().read(`/call/${call.code}`)
    check(text.includes(call.title), 'the call has no public page')
  })
}

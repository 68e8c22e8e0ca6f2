import { demoPassword } from '#app/platform/demo.ts'
import { call } from './guideline.ts'
import { apply, begin, fill, submit } from './enterprise.ts'
import { check, type Passed, type Play, type Season } from './play.ts'

/** The enterprise that nobody knew before. */
const newcomer = {
  uscc: '91320115MA1JN25X9K',
  name: '南京江宁启源机器人有限公司',
  unitCode: '320115',
  legalRepresentative: '葛启源',
  contactName: '章倩',
  contactPhone: '13851400025',
  contactEmail: 'zhang@example.com',
  loginName: 'qiyuan.zhang',
  password: demoPassword,
  passwordAgain: demoPassword,
}

/** Registration, profile, drafts, files, submission; what is wrong or late is refused in words. */
export const applying: Play = async (season, passed) => {
  const { step, as, clock, until, visitor } = season
  const guidelineId = () => passed.guidelineId

  await step('before the call opens no application can be started', async () => {
    const applicant = await as('kunshan_applicant')
    const said = await applicant.refused('/applications/new', { guideline: guidelineId(), channel: 'local' })
    check(said.includes('不接受申报'), `the refusal does not say why: ${said}`)
  })

  await clock('2025-03-03 09:30')

  await step('a registration with a wrong credit code is refused in words', async () => {
    const said = await visitor().refused('/register', { ...newcomer, uscc: newcomer.uscc.replace(/.$/, '1') })
    check(said.includes('校验不通过'), `the refusal does not name the check digit: ${said}`)
  })

  await step('an enterprise registers with a valid credit code', async () => {
    await visitor().post('/register', newcomer)
  })

  await step('it keeps its profile once', async () => {
    const applicant = await as(newcomer.loginName)
    const { enterprise } = await applicant.page('enterprise/profile', '/enterprise')
    await applicant.save('/enterprise/save', {
      baseRevision: enterprise.version,
      patch: {
        'enterprise.established_on': '2016-04-08',
        'enterprise.registered_capital': '6000',
        'enterprise.register_type': 'limited',
        'enterprise.industry_code': 'C349',
        'enterprise.size': 'medium',
        'enterprise.address': '南京市江宁区秣周东路 12 号',
      },
    })
    const { values } = await applicant.page('enterprise/profile', '/enterprise')
    check(values['enterprise.size'] === 'medium', 'the profile was not kept')
  })

  await step('an application starts prefilled and is saved as it is typed', async () => {
    const applicant = await as('kunshan_applicant')
    const id = await begin(applicant, guidelineId(), 'local')
    passed.applications.kunshan = id
    const form = await applicant.page('application/form', `/applications/${id}/form`)
    check(form.values['enterprise.uscc'] === '91320583MADEMX02XQ', 'the form is not prefilled')
    await fill(applicant, id, { seed: 1, equipmentWan: 4300, end: '2025-12' })
  })

  await step('a .pdf that is no PDF is refused', async () => {
    const applicant = await as('kunshan_applicant')
    const wrong = { name: 'licence.pdf', content: new TextEncoder().encode('no PDF') }
    const said = await applicant
      .upload(`/files/applications/${passed.applications.kunshan}`, { slot: 'business_licence' }, wrong)
      .then(
        () => '',
        (error: Error) => error.message,
      )
    check(/ 4\d\d /.test(said), `it was taken: ${said}`)
  })

  await step('files are uploaded, the check beforehand passes, it is committed and submitted', async () => {
    const applicant = await as('kunshan_applicant')
    await submit(applicant, passed.applications.kunshan ?? '', call.attachments)
  })

  await step('the receipt and the application form are made', async () => {
    const applicant = await as('kunshan_applicant')
    await keepPapers(season, applicant, passed.applications.kunshan ?? '', '')
  })

  await step('the applicant recalls it, mends it and submits again', async () => {
    const applicant = await as('kunshan_applicant')
    const id = passed.applications.kunshan ?? ''
    const { version } = await applicant.page('application/show', `/applications/${id}`)
    await applicant.post(`/applications/${id}`, { act: 'recall', version, reason: '' })
    const { revision, values } = await applicant.page('application/form', `/applications/${id}/form`)
    const text = `${String(values['project.content'])}改造后建成一条示范产线。`
    await applicant.save(`/applications/${id}/save`, {
      patch: { 'project.content': text },
      baseRevision: revision,
      editor: 'journey',
    })
    await submit(applicant, id, [])
    await keepPapers(season, applicant, id, '-2')
  })

  const others = [
    ['jiangning', 'jiangning_applicant', 'local', { seed: 2, equipmentWan: 3000 }],
    ['park', 'park_applicant', 'direct', { seed: 3, equipmentWan: 6000 }],
    ['newcomer', newcomer.loginName, 'local', { seed: 4, equipmentWan: 2000 }],
  ] as const
  for (const [key, login, channel, choices] of others)
    await step(`${login} applies by the ${channel} channel`, async () => {
      passed.applications[key] = await apply(
        await as(login),
        guidelineId(),
        channel,
        choices,
        call.attachments,
      )
    })

  await clock('2025-07-10 16:58')

  await step('a submission after the deadline is refused in words', async () => {
    const applicant = await as('luhe_applicant')
    const id = await begin(applicant, guidelineId(), 'local')
    await fill(applicant, id, { seed: 5, equipmentWan: 1500 })
    const { version, revision } = await applicant.page('application/submit', `/applications/${id}/submit`)
    await clock('2025-07-10 17:00:01')
    const sent = { act: 'submit', commitment: 'yes', version, revision }
    // a draft that the clock has expired by then leads to its page instead
    const said = await applicant.refused(`/applications/${id}/submit`, sent).catch(String)
    const late = said.includes('已超过申报截止时间')
    const { status } = await applicant.page('application/show', `/applications/${id}`)
    check(late || status === 'expired', `the refusal does not say why: ${said}`)
    await until('the draft to lapse', async () => {
      const page = await applicant.page('application/show', `/applications/${id}`)
      return page.status === 'expired'
    })
  })
}

async function keepPapers(
  { keep, until }: Season,
  person: Awaited<ReturnType<Season['as']>>,
  id: Passed['guidelineId'],
  edition: string,
): Promise<void> {
  const { documents } = await until('the papers are asked for', async () => {
    const page = await person.page('application/show', `/applications/${id}`)
    return page.documents.length >= 2 && page
  })
  for (const kind of ['receipt', 'application_form']) {
    const document = documents.find((one) => one.kind === kind)
    check(document !== undefined, `there is no ${kind}`)
    await keep(person, document.id, `${kind.replace('_', '-')}${edition}.pdf`)
  }
}

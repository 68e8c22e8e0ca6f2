import { textOfPdf } from '#workers/documents/text.ts'
import { check, type Play } from './play.ts'

const minutes = {
  minutesNo: '厅党组会纪要〔2025〕12号',
  meetingDay: '2025-08-19',
  attendees: '郑国强、吴岚、钱进、李正（列席）',
}

/** Plan within the budget, collective decision, publicity with an objection, approval. */
export const approval: Play = async (season, { guidelineId, applications }) => {
  const { step, as, clock, keep, until, visitor } = season
  const { kunshan = '', park = '' } = applications
  let path = ''
  const plan = (login: string) => as(login).then((person) => person.page('approval/plan', path))
  const act = async (login: string, name: string, fields: Record<string, string> = {}) => {
    const { plan: seen } = await plan(login)
    await (await as(login)).post(path, { act: name, version: seen.version, ...fields })
  }
  await clock('2025-08-20 09:00')

  await step('province handler draws up the plan and sees both strategies', async () => {
    const handler = await as('province_handler')
    path = (await handler.post('/approval', { guideline: guidelineId })).split('?')[0] ?? ''
    const { plan: drawn } = await plan('province_handler')
    check(drawn.items.length === 3, `the plan has ${drawn.items.length} items`)
    check(drawn.previews.length > 1, 'the strategies are not shown side by side')
  })

  await step('an amount is adjusted with its reason, the plan is proposed', async () => {
    const { plan: drawn } = await plan('province_handler')
    const item = drawn.items.find(({ applicationId }) => applicationId === kunshan)
    const fields = { item: item?.id ?? '', amountWan: '410', reason: '核减不符合要求的设备 200 万元。' }
    await act('province_handler', 'adjust', fields)
    await act('province_handler', 'propose')
  })

  await step('finance checks the plan, without which it cannot be decided', async () => {
    const { plan: seen } = await plan('leader')
    await (await as('leader')).refused(path, { act: 'decide', version: seen.version, ...minutes })
    await act('finance', 'co_check')
  })

  await step('leader records the collective decision, the list is posted', async () => {
    await act('leader', 'decide', minutes)
    const handler = await as('province_handler')
    const { documents } = await plan('province_handler')
    for (const { id, kind, format } of documents)
      await keep(handler, id, `${kind.replace('_', '-')}.${format}`)
  })

  let address = ''
  await step(
    'the list is public; an anonymous objection is refused, one under a real name is filed',
    async () => {
      const reader = visitor()
      const { lists } = await reader.page('approval/publicity-list', '/publicity')
      check(lists.length === 1, `${lists.length} lists are public`)
      address = `/publicity/${path.split('/').at(-1)}`
      const objection = {
        application: park,
        objectorType: 'individual',
        contact: '13900001234',
        facts: '该项目申报的五轴加工中心中有两台购置于申报窗口之前，与清单所附发票日期不一致。',
      }
      await reader.refused(address, { ...objection, name: '匿名' })
      await reader.post(address, { ...objection, name: '宋文涛' })
    },
  )

  const settle = async (login: string, name: string, fields: Record<string, string>) => {
    const person = await as(login)
    const { found } = await person.page('approval/objections', '/approval/objections')
    const objection = `/approval/objections/${found.rows[0]?.id}`
    const { objection: seen } = await person.page('approval/objection', objection)
    await person.post(objection, { act: name, version: seen.version, ...fields })
  }

  await step('supervisor accepts it: its own project stops, the others go on', async () => {
    await settle('supervisor', 'accept', { reason: '' })
    const { plan: seen } = await plan('province_handler')
    const states = seen.items.map(({ applicationId, status }) => [applicationId === park, status])
    check(
      states.every(([objected, status]) => status === (objected ? 'objection' : 'publicity')),
      `the projects are ${JSON.stringify(states)}`,
    )
  })

  await step('supervisor investigates, leader resolves it', async () => {
    await settle('supervisor', 'investigate', { reason: '经查，发票日期为 2024 年，反映不实。' })
    await settle('leader', 'resolve', { result: 'rejected', reason: '异议不成立。' })
  })

  await step('before its last working day has passed nothing is approved', async () => {
    const { plan: seen } = await plan('province_handler')
    check(seen.endsOn === '2025-08-27', `the period ends on ${seen.endsOn}`)
    await clock('2025-08-27 17:00')
    const { plan: later } = await plan('province_handler')
    check(later.status === 'publicity', `the plan is ${later.status}`)
  })

  await clock('2025-08-28 09:00')

  await step('the publicity is over: all three are approved', async () => {
    await until('the approval of the list', async () => {
      const { plan: seen } = await plan('province_handler')
      return seen.items.every(({ status }) => status === 'approved')
    })
  })

  await step('the notice writes the amount in capital numerals', async () => {
    const applicant = await as('kunshan_applicant')
    const notice = await until('the notice', async () => {
      const { documents } = await applicant.page('application/show', `/applications/${kunshan}`)
      return documents.find(({ kind }) => kind === 'approval_notice')
    })
    const text = await textOfPdf(await keep(applicant, notice.id, 'approval-notice.pdf'))
    check(text.replace(/\s/g, '').includes('肆佰壹拾万元整'), 'the notice lacks 肆佰壹拾万元整')
  })
}

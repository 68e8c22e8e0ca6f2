import { demoPassword } from '#app/platform/demo.ts'
import { call } from './guideline.ts'
import { check, type Play, type Season } from './play.ts'

/** Experts who join the pool this season: name, employer, its code, city, title, kind, specialties, end of term. */
const joining = [
  ['江教授', '南京航空航天大学', '', '320100', '教授', '技术', '34,37', '2027-12-31'],
  ['苗高工', '常州机床研究所', '', '320400', '正高级工程师', '技术', '34', '2027-12-31'],
  ['田教授', '南通大学', '', '320600', '教授', '技术', '34,38', '2027-12-31'],
  ['秦研究员', '镇江船舶研究院', '', '321100', '研究员', '技术', '34,37', '2027-12-31'],
  ['范会计师', '扬州信达会计师事务所', '', '321000', '高级会计师', '财务', '34', '2027-12-31'],
] as const

/** Accounts for experts: opened by the system administrator, given their role by the security administrator. */
async function openAccounts({ as, passwords }: Season): Promise<void> {
  const [system, security] = [await as('sys_admin'), await as('sec_admin')]
  const { experts } = await system.page('admin/new-user', '/admin/users/new')
  for (const { id, name } of experts) {
    const loginName = loginOf({ id, name })
    const account = { loginName, name, expertId: id, email: '', phone: '', officeCode: '', uscc: '' }
    const { created } = await system.answer('admin/new-user', '/admin/users/new', account)
    await security.post(`/admin/users/${created.id}`, { act: 'roles', role: ['expert'] })
    passwords.set(loginName, created.password)
    const expert = await as(loginName)
    const wanted = `${demoPassword}-${loginName}`
    await expert.post('/password', { current: created.password, wanted, again: wanted })
    passwords.set(loginName, wanted)
  }
}

/** Everybody who is asked accepts, commits, declares and scores; `login` names the experts' accounts. */
async function scoreAll({ as }: Season, login: string): Promise<void> {
  const expert = await as(login)
  const { sheets } = await expert.page('scoring/mine', '/scoring/mine')
  check(sheets.length === 3, `${login} has ${sheets.length} sheets`)
  for (const [index, { id }] of sheets.entries()) {
    const path = `/scoring/sheets/${id}`
    const first = await expert.page('scoring/sheet', path)
    check(first.material === null, 'the material is open before the declaration')
    await expert.post(path, { act: 'declare', version: first.sheet.version, confirmed: '1' })
    const { sheet, material } = await expert.page('scoring/sheet', path)
    check(material !== null, 'the material stays shut')
    const share = 0.9 - index * 0.05
    await expert.save(`${path}/save`, {
      revision: sheet.revision,
      values: {
        items: Object.fromEntries(
          call.scheme.items.map(({ code, max }) => [
            code,
            { score: String(Math.round(max * share)), comment: '' },
          ]),
        ),
        vetoes: [],
        suggestion: 'support',
        suggestedWan: '300',
        comment:
          '项目方向符合指南要求，技术路线清楚，设备选型合理，投资与进度匹配，企业具备实施条件和资金能力，预期效益可以实现。建议按核定的设备投资给予支持，并加强数据安全管理。',
      },
    })
    const { sheet: saved } = await expert.page('scoring/sheet', path)
    await expert.post(path, { act: 'submit', version: saved.version })
  }
}

/** Pool, panel, draw before a witness, scoring, signature. */
export const scoring: Play = async (season, { guidelineId, applications }) => {
  const { step, as, clock, keep, until } = season
  let path = ''
  const panel = (login: string, tab = 'applications') =>
    as(login).then((person) => person.page('scoring/panel', `${path}?tab=${tab}`))
  const act = async (login: string, name: string, fields: Record<string, string> = {}) => {
    const { panel: seen } = await panel(login)
    await (await as(login)).post(path, { act: name, version: seen.version, ...fields })
  }
  await clock('2025-08-04 09:00')

  await step('organiser takes experts into the pool', async () => {
    const organiser = await as('organiser')
    await organiser.post('/experts/import', { rows: joining.map((row) => row.join('\t')).join('\n') })
  })

  await step('administrators open their accounts, each sets a password', () => openAccounts(season))

  await step('organiser plans a panel of five', async () => {
    const organiser = await as('organiser')
    const address = `/scoring/panels/new?guideline=${guidelineId}`
    const { applications: waiting } = await organiser.page('scoring/new-panel', address)
    check(waiting.length === 3, `${waiting.length} applications wait for a panel`)
    path = await organiser.post('/scoring/panels/new', {
      guidelineId,
      name: '智改数转网联第一组',
      applications: waiting.map(({ id }) => id),
      specialties: ['34'],
      'seats.technical': 4,
      'seats.finance': 1,
      'seats.management': 0,
      'substitutes.technical': 3,
      'substitutes.finance': 1,
      'substitutes.management': 0,
      cityShare: '1/3',
    })
  })

  await step('the pool is fixed and its hash committed', () => act('organiser', 'publish_pool'))

  await step('supervisor types the salt and witnesses the draw', async () => {
    await act('supervisor', 'draw', { salt: '314159' })
    const { panel: drawn } = await panel('organiser', 'draw')
    check(drawn.draws[0]?.repeats === true, 'the draw cannot be repeated')
  })

  let members: string[] = []
  await step('the drawn experts accept and commit', async () => {
    const { panel: drawn } = await panel('organiser', 'seats')
    const seats = drawn.seats.filter(({ role }) => role === 'member')
    members = seats.map(({ expert }) => loginOf(expert))
    for (const login of members) {
      const expert = await as(login)
      for (const answer of ['accept', 'commit']) {
        const { seats: own } = await expert.page('scoring/mine', '/scoring/mine')
        const seat = own.find(({ actions }) => actions.some((one) => one === answer))
        check(seat !== undefined, `${login} cannot ${answer}`)
        await expert.post('/scoring/mine', {
          act: answer,
          seat: seat.id,
          version: seat.version,
          confirmed: 1,
        })
      }
    }
  })

  await step('scoring opens', () => act('organiser', 'open_scoring', { scoringEnd: '2025-08-15 17:00' }))

  await step('five experts declare, score and submit', async () => {
    for (const login of members) await scoreAll(season, login)
  })

  await step('organiser closes scoring, supervisor signs the ranking', async () => {
    await act('organiser', 'end_scoring')
    await act('supervisor', 'sign')
    const { ranking } = await panel('organiser', 'ranking')
    check(ranking !== null, 'there is no ranking')
    const wanted = ['draw_record', 'score_sheet', 'ranking']
    const { documents } = await until('the papers of the panel', async () => {
      const seen = await panel('organiser', 'documents')
      return wanted.every((kind) => seen.documents.some((one) => one.kind === kind)) && seen
    })
    const organiser = await as('organiser')
    for (const kind of wanted)
      for (const format of ['pdf', 'xlsx']) {
        const document = documents.find((one) => one.kind === kind && one.format === format)
        if (document) await keep(organiser, document.id, `${kind.replace('_', '-')}.${format}`)
      }
  })

  await step('every applicant of the panel is reviewed', async () => {
    for (const id of [applications.kunshan, applications.jiangning, applications.park]) {
      const { status } = await (await as('province_handler')).page('application/show', `/applications/${id}`)
      check(status === 'reviewed', `an application is ${status}`)
    }
  })
}

/** The account of an expert, of the cast or of those who joined. */
function loginOf({ id, name }: { id: string; name: string }): string {
  const at = joining.findIndex(([joined]) => joined === name)
  return at < 0 ? id.replace('expert-', '') : `expert.${at + 1}`
}

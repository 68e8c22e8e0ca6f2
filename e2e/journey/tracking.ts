import { aPaper } from './enterprise.ts'
import { funding } from './funding.ts'
import { check, type Play } from './play.ts'

/** Contract, progress report, acceptance of one project. */
export const tracking: Play = async (season, passed) => {
  const { step, as, clock, keep, until } = season
  let path = ''
  const project = (login: string) => as(login).then((person) => person.page('tracking/show', path))

  await step('the project is there, its contract is ready to sign', async () => {
    const applicant = await as('kunshan_applicant')
    const { rows } = await applicant.page('tracking/list', '/projects')
    check(rows.length === 1, `the enterprise has ${rows.length} projects`)
    passed.projectId = rows[0]?.id ?? ''
    path = `/projects/${passed.projectId}`
    const { project: seen } = await project('kunshan_applicant')
    check(seen.status === 'contracting', `the project is ${seen.status}`)
  })

  for (const [party, login] of [
    ['b', 'kunshan_applicant'],
    ['c', 'kunshan_approver'],
    ['a', 'province_approver'],
  ] as const)
    await step(`party ${party.toUpperCase()} signs the contract (${login})`, async () => {
      const person = await as(login)
      const { contract } = await person.page('tracking/contract', `${path}/contract`)
      await person.post(`${path}/contract`, { act: `sign_${party}`, version: contract.version })
    })

  await step('the signed contract is a PDF', async () => {
    const applicant = await as('kunshan_applicant')
    const { documents } = await until('the contract', async () => {
      const seen = await applicant.page('tracking/contract', `${path}/contract`)
      return seen.documents.length > 0 && seen
    })
    await keep(applicant, documents[0]?.id ?? '', 'contract.pdf')
  })

  const first = {
    number: 1,
    documentNo: '苏财工贸〔2025〕88号',
    amountWan: '287.00',
    capitals: '贰佰捌拾柒万元整',
  } as const
  await clock('2025-09-10 09:00')
  await funding(first, '2025-09-10 09:00')(season, passed)

  await clock('2025-10-08 09:00')

  let report = ''
  await step('the quarter is over: the enterprise reports its progress', async () => {
    const asked = await until('the report of the quarter', async () => {
      const { project: seen } = await project('kunshan_applicant')
      return seen.reports[0]
    })
    report = `${path}/reports/${asked.id}`
    const applicant = await as('kunshan_applicant')
    const { report: seen, typed } = await applicant.page('tracking/report', report)
    if (!typed) throw new Error('the enterprise does not see its own report')
    const values = {
      ...typed,
      stage: '设备全部到位，产线进入联调。',
      separateLedger: 'yes',
      milestones: typed.milestones.map((one) => ({ ...one, actualOn: one.plannedOn })),
      details: {
        items: [{ row: 'equipment', period: '600', cumulative: '600' }],
        equipment: [{ name: '五轴加工中心', model: 'VMC-850', count: '2', amount: '420' }],
        'output.jobs': '4',
      },
      usedWan: '80',
      indicators: typed.indicators.map((one) => ({
        ...one,
        actual: one.direction === 'qualitative' ? '三家同行来厂参观' : '1',
      })),
      nextPlan: '完成试运行，准备验收。',
      fillerName: '沈佳',
      fillerPhone: '13800000000',
    }
    await applicant.save(`${report}/save`, { revision: seen.revision, values })
    const photo = await aPaper('现场照片', 'photograph of the new line')
    await applicant.upload(`/files/report/${asked.id}`, {}, photo)
    await applicant.post(report, { act: 'submit', version: seen.version, reason: '' })
    const { documents } = await until('the paper of the report', async () => {
      const sent = await applicant.page('tracking/report', report)
      return sent.documents.length > 0 && sent
    })
    await keep(applicant, documents[0]?.id ?? '', 'progress-report.pdf')
  })

  await step('county passes the report, the province, which is above it, accepts it', async () => {
    for (const [login, act] of [
      ['kunshan_handler', 'pass'],
      ['province_handler', 'accept'],
    ] as const) {
      const person = await as(login)
      const { report: seen } = await person.page('tracking/report', report)
      await person.post(report, { act, version: seen.version, reason: '' })
    }
  })

  await clock('2026-01-12 09:00')
  const acceptance = (login: string) =>
    as(login).then((person) => person.page('tracking/acceptance', `${path}/acceptance`))

  await step('after its end the enterprise applies for acceptance with the audit report', async () => {
    await until('the end of the project', async () => {
      const { project: seen } = await project('kunshan_applicant')
      return seen.status === 'acceptance_due'
    })
    const applicant = await as('kunshan_applicant')
    const { form, revision } = await acceptance('kunshan_applicant')
    if (!form) throw new Error('the enterprise does not see its own application for acceptance')
    const { project: seen } = await project('kunshan_applicant')
    const [contract] = seen.contracts
    const total = String(BigInt(contract?.content.totalInvestmentFen ?? 0) / 1_000_000n)
    const values = {
      ...form,
      summary: '项目按合同完成全部建设内容，产线投入使用。',
      technicalSummary: '实现设备联网、在线检测和生产过程追溯。',
      fundsReport: '专账核算，省级资金全部用于设备购置。',
      benefits: '新增销售收入和就业达到预期。',
      actualWan: total,
      auditedBaseWan: '4100',
      contentFinished: 'yes',
      indicators: form.indicators.map((one) => ({ ...one, actual: one.target, evidence: '专项审计报告' })),
    }
    await applicant.save(`${path}/acceptance/save`, { revision, values })
    const paper = await aPaper('专项审计报告', 'audit report')
    await applicant.upload(`/files/acceptance/${passed.projectId}`, { slot: 'audit_report' }, paper)
    const { project: now } = await acceptance('kunshan_applicant')
    await applicant.post(`${path}/acceptance`, { act: 'apply_acceptance', version: now.version })
  })

  await step('province meets and accepts with its outcome', async () => {
    const handler = await as('province_handler')
    const { project: asked } = await acceptance('province_handler')
    await handler.post(`${path}/acceptance`, { act: 'start_acceptance', version: asked.version })
    const approver = await as('province_approver')
    const { project: met } = await acceptance('province_approver')
    const conclusion = {
      act: 'conclude',
      version: met.version,
      outcome: 'passed',
      opinion: '验收组现场查看了产线，查阅了审计报告和佐证材料，认为项目完成合同约定的指标，同意通过验收。',
      recognisedWan: '390',
      member_name: ['金教授', '罗高工', '唐会计师'],
      member_employer: ['南京理工大学', '徐州工程机械研究院', '江苏天衡会计师事务所'],
      member_duty: ['组长', '成员', '成员'],
    }
    const said = await approver.refused(`${path}/acceptance`, { ...conclusion, recognisedWan: '410' })
    check(said.includes('390'), `the refusal does not say how much may be recognised: ${said}`)
    await approver.post(`${path}/acceptance`, conclusion)
    const { documents } = await until('the opinion', async () => {
      const seen = await acceptance('province_approver')
      return seen.documents.length > 0 && seen
    })
    await keep(approver, documents[0]?.id ?? '', 'acceptance-opinion.pdf')
  })

  const last = {
    number: 2,
    documentNo: '苏财工贸〔2026〕3号',
    amountWan: '103.00',
    capitals: '壹佰零叁万元整',
  } as const
  await clock('2026-01-14 09:00')
  await funding(last, '2026-01-14 09:00')(season, passed)
}

import { checkForm } from '#app/domain/application/check-form.ts'
import { hasPath } from '#app/domain/application/form.ts'
import { ruleOf } from '#app/domain/application/rules-catalogue/catalogue.ts'
import { checkDocumentNumber } from '#app/domain/kernel/document-number.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import type { FieldProblem, RefusalParams, Result } from '#app/domain/kernel/refusal.ts'
import { instantFromText } from '#app/domain/kernel/shanghai.ts'
import { type ChainStep, levels } from './chain.ts'
import { checkAllocation } from './check-allocation.ts'
import { checkDirections } from './check-directions.ts'
import { carriedOut, type GuidelineConfiguration } from './schema.ts'

/**
 * What stands between a draft and its publication. Paths are those of the configuration
 * (`deadlines.countyEnd`, `rules.R22`, `form.cover.direction`), codes are texts under `problem.`.
 */

type Report = (path: string, code: string, params?: RefusalParams) => void

export function checkConfiguration(config: GuidelineConfiguration): FieldProblem[] {
  const problems: FieldProblem[] = []
  const report: Report = (path, code, params = {}) => problems.push({ path, code, params })
  checkText(config, report)
  checkAmounts(config, report)
  checkAllocation(config, report)
  checkTracking(config, report)
  checkDeadlines(config, report)
  checkChain(config, report)
  checkRules(config, report)
  checkDirections(config, report)
  checkMaterial(config, report)
  checkScheme(config, report)
  return problems
}

function checkText(config: GuidelineConfiguration, report: Report): void {
  for (const key of ['code', 'title', 'supportDirection', 'eligibilityText'] as const) {
    if (config[key].trim() === '') report(key, 'required')
  }
  if (config.issuedBy.length === 0) report('issuedBy', 'required')
  else if (config.finance.coSigns && config.issuedBy.length < 2) report('issuedBy', 'joint_issuer_missing')
  if (config.contacts.length === 0) report('contacts', 'required')
  config.contacts.forEach((contact, index) => {
    if (contact.section.trim() === '' || contact.phone.trim() === '') report(`contacts[${index}]`, 'required')
    else if (!/\d{5}/.test(contact.phone.replace(/[-\s]/g, '')))
      report(`contacts[${index}].phone`, 'not_a_phone')
  })
  if (config.documentNo.trim() !== '') told('documentNo', checkDocumentNumber(config.documentNo), report)
}

/** The value, or a report of why there is none. */
function told<T>(path: string, result: Result<T>, report: Report): T | null {
  if (result.ok) return result.value
  report(path, result.refusal.code, result.refusal.params)
  return null
}

function checkAmounts(config: GuidelineConfiguration, report: Report): void {
  const budget = told('budgetWan', fenFromWan(config.budgetWan), report)
  const cap = config.capWan === '' ? null : told('capWan', fenFromWan(config.capWan), report)
  const floor = config.floorWan === '' ? null : told('floorWan', fenFromWan(config.floorWan), report)
  if (budget === 0n) report('budgetWan', 'required')
  if (budget !== null && cap !== null && budget < cap)
    report('budgetWan', 'budget_below_cap', { cap: config.capWan })
  if (floor !== null && cap !== null && floor > cap)
    report('floorWan', 'floor_above_cap', { cap: config.capWan })
  if (floor !== null && budget !== null && floor > budget)
    report('floorWan', 'floor_above_budget', { budget: config.budgetWan })
  if (config.ratio === 0 && cap === null) report('ratio', 'no_limit')

  const paid = config.instalments.reduce((sum, { percent }) => sum + percent, 0)
  if (paid !== 100) report('instalments', 'not_hundred', { sum: paid })
  const { execution, output, benefit, satisfaction } = config.evaluation
  const weights = execution + output + benefit + satisfaction
  if (weights !== 100) report('evaluation', 'not_hundred', { sum: weights })
}

/**
 * The mode is one that is run, and a reward one payment (C.1). A contract without acceptance never ends, and acceptance
 * without a contract never begins.
 */
function checkTracking(config: GuidelineConfiguration, report: Report): void {
  const { supportMode, tracking, instalments } = config
  if (!carriedOut.includes(supportMode)) report('supportMode', 'mode_not_carried_out')
  if (supportMode === 'post_reward' && instalments.length > 1) report('instalments', 'reward_in_one_payment')
  const { behindPoints, farBehindPoints } = tracking.alerts
  if (farBehindPoints < behindPoints)
    report('tracking.alerts.farBehindPoints', 'orange_before_yellow', { points: behindPoints })
  const { passPercent, reducedPercent, leastPercent } = tracking.acceptanceTerms
  if (reducedPercent > passPercent)
    report('tracking.acceptanceTerms.reducedPercent', 'acceptance_terms_order', { percent: passPercent })
  if (leastPercent > reducedPercent)
    report('tracking.acceptanceTerms.leastPercent', 'acceptance_terms_order', { percent: reducedPercent })
  if (tracking.contract !== tracking.acceptance) report('tracking.acceptance', 'contract_and_acceptance')
  instalments.forEach(({ when }, index) => {
    if (when !== 'issue' && !tracking.contract)
      report(`instalments[${index}].when`, 'instalment_needs_contract')
  })
}

const deadlineOrder = [
  'applyStart',
  'applyEnd',
  'townEnd',
  'countyEnd',
  'cityEnd',
  'provinceCheckEnd',
] as const
const endOf = { town: 'townEnd', county: 'countyEnd', city: 'cityEnd', province: 'provinceCheckEnd' } as const

function checkDeadlines(config: GuidelineConfiguration, report: Report): void {
  const steps = [...config.chain.local, ...config.chain.exceptions.flatMap((exception) => exception.local)]
  const asked = new Set<string>(['applyStart', 'applyEnd', 'provinceCheckEnd'])
  for (const step of steps) if (step.required) asked.add(endOf[step.level])
  let last: { text: string; at: Date } | null = null
  for (const key of deadlineOrder) {
    const text = config.deadlines[key]
    if (text === '' && !asked.has(key)) continue
    const at = told(`deadlines.${key}`, instantFromText(text), report)
    if (!at) continue
    if (last && at <= last.at) report(`deadlines.${key}`, 'deadline_order', { after: last.text })
    last = { text, at }
  }
}

function checkSteps(path: string, steps: readonly ChainStep[], report: Report): void {
  const order = steps.map((step) => levels.indexOf(step.level))
  if (order.some((place, index) => index > 0 && place <= (order[index - 1] ?? 0))) report(path, 'chain_order')
  const end = steps.at(-1)
  if (end?.level !== 'province' || !end.required) report(path, 'chain_end')
}

function checkChain(config: GuidelineConfiguration, report: Report): void {
  const { chain, quotas } = config
  checkSteps('chain.local', chain.local, report)
  if (chain.direct) checkSteps('chain.direct', chain.direct, report)
  chain.exceptions.forEach((exception, index) =>
    checkSteps(`chain.exceptions[${index}]`, exception.local, report),
  )
  quotas.forEach((quota, index) => {
    const acts = chain.local.some((step) => step.level === quota.level)
    if (!acts) report(`quotas[${index}]`, 'quota_level')
    if (quotas.findIndex((other) => other.level === quota.level) !== index)
      report(`quotas[${index}]`, 'quota_twice')
  })
}

function checkRules(config: GuidelineConfiguration, report: Report): void {
  config.rules.forEach(({ code, params }, index) => {
    const path = `rules.${code}`
    const rule = ruleOf(code)
    if (!rule) return report(path, 'rule_unknown', { code })
    if (config.rules.findIndex((other) => other.code === code) !== index) report(path, 'rule_twice', { code })
    const parsed = rule.params.safeParse(params)
    for (const {
      path: [param],
      message,
    } of parsed.error?.issues ?? [])
      report(typeof param === 'string' ? `${path}.${param}` : path, paramProblem(message), { code })
    for (const need of [...rule.needs, ...rule.needsOfShare].filter((path) => !hasPath(config.form, path)))
      report(path, 'rule_needs', { code, field: need })
  })
}

/** Schemas of parameters say by their message which problem it is; what they leave to the library is any other. */
function paramProblem(message: string): string {
  return ['day_format', 'month_format', 'number_format'].includes(message) ? message : 'rule_params'
}

/** What every service reads from the form, whatever rules are chosen. */
const always = [
  'cover.project_name',
  'project.total_investment',
  'project.requested_amount',
  'project.start',
  'project.end',
]

function checkMaterial(config: GuidelineConfiguration, report: Report): void {
  for (const problem of checkForm(config.form)) report(problem.path, problem.code, problem.params)
  for (const path of always.filter((needed) => !hasPath(config.form, needed))) {
    report('form', 'form_field_needed', { field: path })
  }
  config.attachments.forEach((slot, index) => {
    const path = `attachments.${slot.key}`
    if (slot.name.zh.trim() === '' || slot.name.en.trim() === '') report(path, 'form_label_missing')
    if (config.attachments.findIndex((other) => other.key === slot.key) !== index) {
      report(path, 'form_key_twice', { key: slot.key })
    }
  })
}

function checkScheme(config: GuidelineConfiguration, report: Report): void {
  if (config.reviewSkipped) return
  const { scheme } = config
  const sum = scheme.items.reduce((total, item) => total + item.max, 0)
  if (sum !== 100) report('scheme.items', 'not_hundred', { sum })
  for (const list of ['items', 'vetoes'] as const) {
    const rows = scheme[list]
    rows.forEach((row, index) => {
      const path = `scheme.${list}[${index}]`
      if (row.name.zh.trim() === '' || row.name.en.trim() === '') report(path, 'form_label_missing')
      if (rows.findIndex((other) => other.code === row.code) !== index)
        report(path, 'form_key_twice', { key: row.code })
    })
  }
  if (scheme.commentBelow > scheme.commentFrom) report('scheme.commentBelow', 'comment_order')
  if (scheme.trimFrom < scheme.minValid) report('scheme.trimFrom', 'trim_below_valid')
}

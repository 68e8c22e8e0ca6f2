import { eventKindOf } from '#app/domain/audit/events.ts'

type Attempt = {
  /** what the address names */
  type: string
  /** where the address has its id; `self`: the person's own */
  param?: string
  /** the act, always or by the form's field `act`; what is not listed is `type.act` */
  acts?: string | Record<string, string>
  /** the part of the address that names the act, and with it the type, in place of the form's field */
  by?: string
}

const ofDelegations = { set_delegation: 'delegation.set', end_delegation: 'delegation.end' }

/** What a post to each route tries, for the log of what was refused; null: nothing that leaves an event. */
export const attempts: Record<string, Attempt | null> = {
  'routes/session/sign-in': null,
  'routes/session/sign-out': null,
  'routes/session/language': null,
  'routes/session/password': { type: 'user', param: 'self', acts: 'session.passwordChanged' },
  'routes/session/contact': { type: 'user', param: 'self', acts: 'user.contact' },
  'routes/session/delegation': { type: 'user', param: 'self', acts: ofDelegations },
  'routes/office/notices': null,

  'routes/guideline/new': { type: 'guideline', acts: 'guideline.create' },
  'routes/guideline/save': null,
  'routes/guideline/show': { type: 'guideline' },
  'routes/guideline/amend': { type: 'guideline' },
  'routes/guideline/funds': { type: 'fund' },

  'routes/application/new': { type: 'application', acts: 'application.create' },
  'routes/application/save': null,
  'routes/application/check': null,
  'routes/application/export': null,
  'routes/application/upload': {
    type: 'application',
    acts: { '': 'application.attach', delete: 'application.detach' },
  },
  'routes/application/submit': { type: 'application', acts: { '': 'application.submit' } },
  'routes/application/show': { type: 'application' },

  'routes/review/list': null,
  'routes/review/recommend-several': { type: 'application', acts: 'application.recommend' },
  'routes/review/co-review': { type: 'application', acts: 'application.co_review' },
  'routes/review/side': { type: 'application', acts: 'application.check' },
  'routes/review/duplicate': { type: 'application', acts: 'application.decide_duplicate' },
  'routes/review/listed-pair': { type: 'application', acts: 'application.decide_duplicate' },
  'routes/review/listed': { type: 'listed_projects', acts: { '': 'listed_projects.import' } },
  'routes/review/open': { type: 'application', acts: 'application.open' },
  'routes/review/handle': { type: 'application', acts: 'application.handle' },
  'routes/review/recommend': { type: 'application', acts: 'application.recommend' },
  'routes/review/return': { type: 'application', acts: 'application.return' },
  'routes/review/recuse': { type: 'application', acts: 'application.recuse' },
  'routes/review/return-down': { type: 'application', acts: 'application.return_down' },
  'routes/review/reject': { type: 'application', acts: 'application.reject' },
  'routes/review/qualify': { type: 'application', acts: 'application.qualify' },
  'routes/review/appeal-decision': { type: 'application', acts: 'application.grant_appeal' },
  'routes/review/reopening': { type: 'application', acts: { '': 'application.ask_reopening' } },
  'routes/review/split': { type: 'split', param: 'split' },
  'routes/review/new-sheet': { type: 'recommendation', acts: 'recommendation.generate' },
  'routes/review/sheet': { type: 'recommendation', acts: { '': 'recommendation.set_number' } },
  'routes/review/upload-scan': { type: 'recommendation', acts: 'recommendation.attach_scan' },

  'routes/scoring/new-panel': { type: 'panel', acts: 'panel.plan' },
  'routes/scoring/panel': {
    type: 'panel',
    acts: {
      miss: 'seat.miss',
      request_unlock: 'sheet.request_unlock',
      unlock: 'sheet.unlock',
      refuse_unlock: 'sheet.refuse_unlock',
      void: 'sheet.void',
      order_tie: 'ranking.order',
    },
  },
  'routes/scoring/mine': { type: 'seat' },
  'routes/scoring/sheet': { type: 'sheet' },
  'routes/scoring/save-sheet': null,
  'routes/scoring/expert': { type: 'expert' },
  'routes/scoring/new-expert': { type: 'expert', acts: 'expert.admit' },
  'routes/scoring/profile': { type: 'expert', acts: 'expert.edit_own' },
  'routes/scoring/new-proposal': { type: 'proposal', acts: 'proposal.propose' },
  'routes/scoring/proposal': { type: 'proposal' },
  'routes/scoring/export-experts': null,
  'routes/scoring/import-experts': { type: 'expert', acts: 'expert.admit' },

  'routes/approval/list': { type: 'plan', acts: 'plan.draft' },
  'routes/approval/plan': {
    type: 'plan',
    param: 'id',
    acts: { adjust: 'plan.edit', take_out: 'plan.edit', reallocate: 'plan.edit' },
  },
  'routes/approval/objection': { type: 'objection' },
  'routes/approval/application': { type: 'application' },
  'routes/approval/publicity': { type: 'plan', param: 'planId', acts: 'objection.file' },

  'routes/funding/export': null,
  'routes/funding/export-clawbacks': null,
  'routes/funding/payment': { type: 'payment' },
  'routes/funding/new-issue': { type: 'issue', acts: 'issue.propose' },
  'routes/funding/issue': { type: 'issue' },
  'routes/funding/clawback': { type: 'clawback' },
  'routes/funding/upload-basis': { type: 'clawback', acts: 'clawback.attach' },
  'routes/funding/export-credits': null,
  'routes/funding/new-credit': { type: 'credit', acts: 'credit.open' },
  'routes/funding/credit': { type: 'credit' },
  'routes/funding/upload-credit-basis': { type: 'credit', acts: 'credit.attach' },
  'routes/funding/upload-credit-evidence': { type: 'credit', acts: 'credit.add_evidence' },

  'routes/tracking/export': null,
  'routes/tracking/show': {
    type: 'project',
    acts: { ask_report: 'report.ask', ask_evaluation: 'evaluation.ask', raise_alert: 'alert.raise' },
  },
  'routes/tracking/contract': {
    type: 'project',
    acts: { sign_a: 'contract.sign_a', sign_b: 'contract.sign_b', sign_c: 'contract.sign_c' },
  },
  'routes/tracking/report': { type: 'report', param: 'reportId' },
  'routes/tracking/acceptance': { type: 'project', acts: { conclude: 'project.accept' } },
  'routes/tracking/upload': {
    type: 'project',
    acts: { '': 'acceptance.attach', delete: 'acceptance.detach' },
  },
  'routes/tracking/upload-report': {
    type: 'report',
    acts: { '': 'report.attach', delete: 'report.detach' },
  },
  'routes/tracking/export-alerts': null,
  'routes/tracking/alert': { type: 'alert' },
  'routes/tracking/save-report': null,
  'routes/tracking/save-acceptance': null,

  'routes/evaluation/show': { type: 'evaluation' },
  'routes/evaluation/save': null,
  'routes/evaluation/experts': {
    type: 'evaluation',
    acts: { ask: 'consultation.ask', withdraw: 'consultation.withdraw' },
  },
  'routes/evaluation/consultation': { type: 'consultation' },

  'routes/enterprise/register': { type: 'enterprise', acts: 'enterprise.register' },
  'routes/enterprise/save': null,
  'routes/enterprise/staff': {
    type: 'user',
    param: 'self',
    acts: {
      open: 'staff.open',
      close: 'staff.close',
      reopen: 'staff.reopen',
      reset: 'staff.reset_password',
      appoint: 'staff.appoint',
      step_down: 'staff.step_down',
    },
  },
  'routes/enterprise/export': null,
  'routes/enterprise/show': { type: 'enterprise', acts: 'enterprise.reveal' },
  'routes/enterprise/import': { type: 'enterprise', acts: 'enterprise.import' },

  'routes/imports/upload': {
    type: 'enterprise',
    by: 'list',
    acts: {
      enterprises: 'enterprise.import',
      listed_projects: 'listed_projects.import',
      experts: 'expert.admit',
    },
  },

  'routes/admin/new-user': { type: 'user', acts: 'user.create' },
  'routes/admin/user': {
    type: 'user',
    acts: {
      reset: 'user.reset_password',
      reveal: 'user.reveal',
      roles: 'user.set_roles',
      appoint: 'staff.appoint',
      ...ofDelegations,
    },
  },
  'routes/admin/new-office': { type: 'office', acts: 'office.create' },
  'routes/admin/office': { type: 'office', param: 'code', acts: 'office.change' },
  'routes/admin/jobs': { type: 'job', acts: 'job.retry' },
  'routes/admin/calendar': {
    type: 'calendar',
    acts: { '': 'calendar.correct', year: 'calendar.enter_year' },
  },
  'routes/admin/audit': { type: 'audit_log', acts: 'audit.export' },
  'routes/audit/disclosures': { type: 'disclosure' },
  'routes/audit/disclose': { type: 'disclosure', acts: 'audit.disclose' },
  'routes/admin/erasure': {
    type: 'erasure',
    acts: { ask: 'audit.ask_erasure', erase: 'audit.erase', decline: 'audit.decline_erasure' },
  },
  'routes/admin/epoch': { type: 'epoch' },
}

/** The address of a route as the event of somebody unknown says it: without what they typed into it. */
export function routePath(pattern: string): string {
  return `/${pattern.replace(/^\//, '')}`.slice(0, 200)
}

/** A post that no route's table can name. */
export const someRequest = 'session.request'

type Posted = {
  method: string
  params: Readonly<Record<string, string | undefined>>
  /** null when the body was no form, or was not read */
  form: FormData | null
}

/** What a post tried, and on what: the record that a field of the form names by its type, or that of the address. */
export function attemptOf(
  { type, param = 'id', acts = {}, by }: Attempt,
  { method, params, form }: Posted,
): { act: string; object: { type: string; id: string } } {
  const field = (name: string) => {
    const value = form?.get(name)
    return typeof value === 'string' ? value : ''
  }
  const said = by ? (params[by] ?? '') : method === 'DELETE' ? 'delete' : field('act')
  const named = typeof acts === 'string' ? acts : Object.hasOwn(acts, said) ? acts[said] : undefined
  const act = [named, `${type}.${said}`].find((one) => one !== undefined && eventKindOf(one)) ?? someRequest
  const [of = ''] = act.split('.')
  if (by && act !== someRequest) return { act, object: { type: of, id: '' } }
  const id = of === type ? '' : field(of)
  return { act, object: id ? { type: of, id } : { type, id: params[param] ?? field(of) } }
}

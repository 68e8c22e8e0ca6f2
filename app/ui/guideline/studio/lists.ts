import type { FieldKind } from '#app/domain/application/form.ts'
import type { AttachmentSlot } from '#app/domain/guideline/attachment-slot.ts'
import type { ChainStep } from '#app/domain/guideline/chain.ts'
import type { GuidelineConfiguration, Severity, SupportMode } from '#app/domain/guideline/schema.ts'
import type { ScoreScheme } from '#app/domain/guideline/score-scheme.ts'

/** The closed lists of a configuration in the order in which they are offered; the types hold them to the schema. */

function all<V extends string>(order: Record<V, true>): readonly V[] {
  return Object.keys(order) as V[]
}

/** Those that the system runs. */
export const supportModes = ['post_reward', 'pre_grant', 'pre_approval_post_pay'] satisfies SupportMode[]
export const severities = all<Severity>({ block: true, warn: true, manual: true })
export const chainLevels = all<ChainStep['level']>({ town: true, county: true, city: true, province: true })
export const coReviews = all<NonNullable<ChainStep['coReview']>[number]>({ finance: true, credit: true })
export const formats = all<AttachmentSlot['formats'][number]>({
  pdf: true,
  jpg: true,
  png: true,
  docx: true,
  xlsx: true,
  zip: true,
})
export const fieldKinds = all<FieldKind>({
  text: true,
  long_text: true,
  wan: true,
  integer: true,
  decimal: true,
  percent: true,
  date: true,
  month: true,
  choice: true,
  multi_choice: true,
  yes_no: true,
  region: true,
  industry: true,
  uscc: true,
  phone: true,
  email: true,
  project_code: true,
  calculated: true,
})
export const blindModes = all<GuidelineConfiguration['blindMode']>({ none: true, single: true, double: true })
export const periodUnits = all<GuidelineConfiguration['publicity']['unit']>({ working: true, calendar: true })
export const strategies = all<GuidelineConfiguration['allocation']['strategy']>({
  rank_cutoff: true,
  proportional: true,
  tiered: true,
  manual: true,
})
export const paymentTimes = all<GuidelineConfiguration['instalments'][number]['when']>({
  issue: true,
  midterm: true,
  acceptance: true,
})
export const reportPeriods = all<GuidelineConfiguration['tracking']['reportPeriod']>({
  none: true,
  quarter: true,
  half_year: true,
})
export const markModes = all<ScoreScheme['mode']>({ points: true, weights: true })
export const vetoPolicies = all<ScoreScheme['vetoPolicy']>({ any: true, majority: true, two: true })
export const aggregations = all<ScoreScheme['aggregation']>({ trimmed: true, mean: true })
export const tieBreaks = all<ScoreScheme['tieBreak'][number]>({
  heaviest_item: true,
  median: true,
  priority_tags: true,
})
export const deadlineNames = all<keyof GuidelineConfiguration['deadlines']>({
  applyStart: true,
  applyEnd: true,
  townEnd: true,
  countyEnd: true,
  cityEnd: true,
  provinceCheckEnd: true,
})
export const handlingNames = all<keyof GuidelineConfiguration['handling']>({
  startDays: true,
  concludeDays: true,
  siteDays: true,
  decideDays: true,
  objectionDays: true,
  reopenDays: true,
  withdrawDays: true,
  opinionDays: true,
  appealDays: true,
  appealAnswerDays: true,
})

/** Avoidance that follows from records, domain B.3: hard blocks at the draw and again at the assignment. */
import { lastDayOf } from '../kernel/partial-day.ts'
import { addYears } from '../kernel/shanghai.ts'
import { normaliseUscc } from '../kernel/uscc.ts'
import type { Post, Share } from './ties.ts'

export type AvoidanceRule = 'C01' | 'C02' | 'C03' | 'C06' | 'C08' | 'C10'

export type ExpertTies = {
  name: string
  employer: string
  employerUscc: string
  /** `from` and `to` are days, months or years, as readPosts gives them; an empty `to` lasts */
  history: readonly Omit<Post, 'orgName'>[]
  /** `percent` is a decimal, as readShares gives it */
  shareholdings: readonly Omit<Share, 'orgName'>[]
}

export type AvoidanceFacts = {
  expert: ExpertTies
  /** applicants, joint applicants and partners */
  applicants: readonly { uscc: string }[]
  /** recommending and organising authorities, and agencies that prepared the application */
  authorityUsccs: readonly string[]
  /** everyone who applies in the same category this year */
  sameCategoryUsccs: readonly string[]
  /** whom the applicant asks to be avoided, as typed; an empty employer says nothing */
  askedToAvoid: readonly { name: string; employer: string }[]
  /** day in Shanghai */
  today: string
}

/** `code` and `params` make the sentence that explains it, problem.avoid_c01 and so on. */
export type Avoidance = {
  rule: AvoidanceRule
  evidence: { code: string; params: Record<string, string> }
}

const yearsAfterLeaving = 3
/** percent from which a shareholding counts */
const heavy = { listed: 5, unlisted: 1 }

/** Every rule that bars this expert from these applicants, with what proves it; empty when none does. */
export function avoidances({ expert, today, ...facts }: AvoidanceFacts): Avoidance[] {
  const applicants = codes(facts.applicants.map(({ uscc }) => uscc))
  const employer = normaliseUscc(expert.employerUscc)
  const found: Avoidance[] = []

  if (applicants.has(employer)) found.push(because('C01', { uscc: employer }))

  const since = addYears(today, -yearsAfterLeaving)
  for (const { uscc, role, from, to } of expert.history) {
    const code = normaliseUscc(uscc)
    if (!applicants.has(code)) continue
    if (to === '') found.push(because('C02', { uscc: code, role, from }, 'avoid_c02_still'))
    else if (lastDayOf(to) >= since) found.push(because('C02', { uscc: code, role, from, to }))
  }
  for (const { uscc, percent, listed } of expert.shareholdings) {
    const code = normaliseUscc(uscc)
    if (applicants.has(code) && Number(percent) >= (listed ? heavy.listed : heavy.unlisted))
      found.push(because('C03', { uscc: code, percent }))
  }
  if (codes(facts.authorityUsccs).has(employer)) found.push(because('C06', { uscc: employer }))
  if (codes(facts.sameCategoryUsccs).has(employer)) found.push(because('C08', { uscc: employer }))
  if (facts.askedToAvoid.some((asked) => isNamed(expert, asked))) found.push(because('C10', {}))
  return found
}

/** The same name, and where an employer was typed the same employer or a part or parent of it by its words. */
export function isNamed(
  expert: Pick<ExpertTies, 'name' | 'employer'>,
  asked: { name: string; employer: string },
): boolean {
  const [name, employer] = [plainName(asked.name), plainName(asked.employer)]
  if (name === '' || name !== plainName(expert.name)) return false
  const own = plainName(expert.employer)
  return employer === '' || own === '' || own.includes(employer) || employer.includes(own)
}

/** One width and case, letters and digits alone: 张 三, 买买提·艾力 and their like are written in many ways. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function codes(usccs: readonly string[]): Set<string> {
  return new Set(usccs.map(normaliseUscc).filter((code) => code !== ''))
}

function because(
  rule: AvoidanceRule,
  params: Record<string, string>,
  code = `avoid_${rule.toLowerCase()}`,
): Avoidance {
  return { rule, evidence: { code, params } }
}

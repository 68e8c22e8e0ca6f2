/**
 * How a city divides the places that a call gives it among its counties and zones, domain A.5 and I: a handler proposes, an
 * approver confirms. It may be divided anew until the counties' deadline, never below what a county has used.
 */
import { z } from 'zod'
import { narrow } from '../kernel/decimal.ts'
import type { FieldProblem } from '../kernel/refusal.ts'
import { isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

export const shareList = z.array(z.strictObject({ unit: z.string(), places: z.int().min(0) }))
export type Share = z.infer<typeof shareList>[number]

/** One county or zone under the city; `places` null: no share of its own, `granted` null: the call leaves it to the city. */
export type SplitLine = { name: string; places: number | null; used: number; granted: number | null }

export type SplitFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  /** places that the call gives the city; null: as many as it wants */
  cityPlaces?: number | null
  /** counties recommend under the call, which is published and not halted */
  running?: boolean
  /** the counties' deadline; null where the call sets none */
  until?: Date | null
  lines?: readonly SplitLine[]
  proposedById?: string
}
type R = Rule<SplitFacts>

const places_given: R = (f) => when(typeof f.cityPlaces === 'number', 'split_no_places')
const counties_recommend: R = (f) => when(f.running, 'split_not_running')
const county_time: R = (f) => when(f.until === null || (f.until && f.now <= f.until), 'split_closed')
const within_places: R = ({ lines, cityPlaces }) => {
  const [sum, places] = [sumOf(lines ?? []), cityPlaces ?? 0]
  return when(lines && sum <= places, 'split_over', { sum, places, over: sum - places })
}
const not_above_call: R = ({ lines }) => {
  const found = lines?.find(({ places, granted }) => places !== null && granted !== null && places > granted)
  return when(lines && !found, 'split_above_call', figures(found, 'granted'))
}
const not_below_used: R = ({ lines }) => {
  const found = lines?.find(({ places, used }) => places !== null && places < used)
  return when(lines && !found, 'split_below_used', figures(found, 'used'))
}
const another_proposed: R = (f) => when(isAnother(f.proposedById, f), 'same_person')

function figures(line: SplitLine | undefined, other: 'granted' | 'used') {
  return { unit: line?.name ?? '', places: line?.places ?? 0, [other]: line?.[other] ?? 0 }
}

/** Places given to counties by name. */
export function sumOf(lines: readonly { places: number | null }[]): number {
  return lines.reduce((sum, { places }) => sum + (places ?? 0), 0)
}

export const splitWorkflow = defineWorkflow({
  name: 'split',
  version: 1,
  rules: {
    places_given,
    counties_recommend,
    county_time,
    within_places,
    not_above_call,
    not_below_used,
    another_proposed,
  },
  states: {
    proposed: { owner: 'city', deadline: { workingDays: 2 } },
    confirmed: { owner: 'nobody', final: true },
    declined: { owner: 'nobody', final: true },
    taken_back: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    propose:   { from: 'nothing', to: 'proposed', by: ['city.handler'], requires: ['places_given', 'counties_recommend', 'county_time', 'within_places', 'not_above_call', 'not_below_used'], notify: ['split_proposed'] },
    confirm:   { from: ['proposed'], to: 'confirmed', by: ['city.approver'], requires: ['another_proposed', 'places_given', 'counties_recommend', 'county_time', 'within_places', 'not_above_call', 'not_below_used'] },
    decline:   { from: ['proposed'], to: 'declined', by: ['city.approver'], reason: 'required', notify: ['split_declined'] },
    take_back: { from: ['proposed'], to: 'taken_back', by: ['city.handler'] },
  },
})

/** Shares as typed, by the code of the unit; an empty field gives no share. Problems name the fields `share.320583`. */
export function readShares(
  typed: Readonly<Record<string, string>>,
  units: readonly string[],
): { shares: Share[]; problems: FieldProblem[] } {
  const shares: Share[] = []
  const problems: FieldProblem[] = []
  for (const unit of units) {
    const text = narrow(typed[unit] ?? '')
    if (text === '') continue
    if (/^\d{1,4}$/.test(text)) shares.push({ unit, places: Number(text) })
    else problems.push({ path: `share.${unit}`, code: 'share_whole', params: {} })
  }
  return { shares, problems }
}

/** Units whose share is not what it was, with both. */
export function sharesChanged(before: readonly Share[], after: readonly Share[]) {
  const places = (shares: readonly Share[], unit: string) =>
    shares.find((share) => share.unit === unit)?.places ?? null
  return [...new Set([...before, ...after].map(({ unit }) => unit))]
    .toSorted()
    .map((unit) => ({ unit, before: places(before, unit), after: places(after, unit) }))
    .filter((change) => change.before !== change.after)
}

/** As the log writes shares: 320583=2. */
export function shareWords(shares: readonly Share[]): string[] {
  return shares.map(({ unit, places }) => `${unit}=${places}`)
}

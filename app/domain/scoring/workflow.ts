/** Panels, their seats and the score sheets, domain B.2–B.7. */
import { isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

export type PanelFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  applications?: number
  seats?: { wanted: number; members: number; committed: number }
  drawnById?: string | null
  saltGiven?: boolean
  openSheets?: number
  insufficient?: number
  signed?: boolean
  scoringEnd?: Date | null
}
type P = Rule<PanelFacts>

const has_applications: P = (f) => when((f.applications ?? 0) > 0, 'panel_without_applications')
const salted: P = (f) => when(f.saltGiven, 'salt_missing')
const witness_is_another: P = (f) => when(isAnother(f.drawnById, f), 'same_person')
const seats_filled: P = (f) =>
  when(f.seats && f.seats.members >= f.seats.wanted, 'seats_open', { wanted: f.seats?.wanted ?? 0 })
const all_committed: P = (f) =>
  when(f.seats && f.seats.committed >= f.seats.wanted, 'commitments_open', {
    committed: f.seats?.committed ?? 0,
  })
const no_open_sheet: P = (f) => when(f.openSheets === 0, 'sheets_open', { count: f.openSheets ?? 0 })
const enough_sheets: P = (f) => when(f.insufficient === 0, 'too_few_sheets', { count: f.insufficient ?? 0 })
const scoring_time: P = (f) => when(f.scoringEnd && f.scoringEnd > f.now, 'scoring_end_missing')

export const panelWorkflow = defineWorkflow({
  name: 'panel',
  version: 1,
  rules: {
    has_applications,
    salted,
    witness_is_another,
    seats_filled,
    all_committed,
    no_open_sheet,
    enough_sheets,
    scoring_time,
  },
  states: {
    planned: { owner: 'organiser' },
    pool_published: { owner: 'supervisor', deadline: { workingDays: 2 } },
    drawn: { owner: 'organiser' },
    scoring: { owner: 'expert', deadline: { of: 'scoring' } },
    to_sign: { owner: 'supervisor', deadline: { workingDays: 2 } },
    closed: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    plan:         { from: 'nothing', to: 'planned', by: ['organiser'] },
    publish_pool: { from: ['planned', 'drawn'], to: 'pool_published', by: ['organiser'], requires: ['has_applications'] },
    draw:         { from: ['pool_published'], to: 'drawn', by: ['supervisor'], requires: ['salted', 'witness_is_another'], notify: ['seat_invited'], produces: ['draw_record'], receipt: true },
    open_scoring: { from: ['drawn'], to: 'scoring', by: ['organiser'], requires: ['seats_filled', 'all_committed', 'scoring_time'], notify: ['sheets_open'] },
    call_further: { from: ['drawn', 'scoring'], to: 'same', by: ['organiser'], reason: 'required' },
    extend:       { from: ['scoring'], to: 'same', by: ['organiser'], reason: 'required', requires: ['scoring_time'] },
    end_scoring:  { from: ['scoring'], to: 'to_sign', by: ['organiser'], requires: ['no_open_sheet', 'enough_sheets'], notify: ['panel_to_sign'] },
    resume_scoring: { from: ['to_sign'], to: 'scoring', by: ['system'], reason: 'required' },
    sign:         { from: ['to_sign'], to: 'closed', by: ['supervisor'], produces: ['ranking'], receipt: true },
  },
})

type E = Rule<{ now: Date; actorId: string; next?: string | null }>

/** Who is in the expert pool, domain B.1. */
export const expertWorkflow = defineWorkflow({
  name: 'expert',
  version: 1,
  rules: {} as Record<never, E>,
  states: {
    in_pool: { owner: 'organiser', quiet: true },
    suspended: { owner: 'organiser', quiet: true },
    removed: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    admit:   { from: 'nothing', to: 'in_pool', by: ['organiser'] },
    edit:    { from: ['in_pool', 'suspended'], to: 'same', by: ['organiser'] },
    edit_own: { from: ['in_pool', 'suspended'], to: 'same', by: ['expert'], notify: ['expert_changed'] },
    suspend: { from: ['in_pool'], to: 'suspended', by: ['organiser'], reason: 'required' },
    restore: { from: ['suspended'], to: 'in_pool', by: ['organiser'], reason: 'required' },
    remove:  { from: ['in_pool', 'suspended'], to: 'removed', by: ['organiser'], reason: 'required' },
  },
})

export type SeatFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  /** places of the expert's kind that nobody holds, and how many the drawn order still offers for open places */
  openOfKind?: number
  stillDrawn?: number
  /** B.3 hard blocks found now */
  avoidance?: readonly string[]
  askedById?: string | null
}
type D = Rule<SeatFacts>

const place_open: D = (f) => when((f.openOfKind ?? 0) > 0, 'no_place_open')
const order_ended: D = (f) => when(f.stillDrawn === 0, 'drawn_order_goes_on', { count: f.stillDrawn ?? 0 })
const unbound: D = (f) =>
  when(f.avoidance?.length === 0, 'avoidance_found', { rules: f.avoidance?.join('、') ?? '' })
const another_asked: D = (f) => when(isAnother(f.askedById, f), 'same_person')

export const seatWorkflow = defineWorkflow({
  name: 'seat',
  version: 1,
  rules: { place_open, order_ended, unbound, another_asked },
  states: {
    designation_asked: { owner: 'supervisor', deadline: { workingDays: 1 } },
    standby: { owner: 'system' },
    invited: { owner: 'expert', deadline: { workingDays: 1 } },
    accepted: { owner: 'expert' },
    committed: { owner: 'nobody', final: true },
    declined: { owner: 'nobody', final: true },
    absent: { owner: 'nobody', final: true },
    released: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    invite:   { from: 'nothing', to: 'invited', by: ['supervisor'] },
    stand_by: { from: 'nothing', to: 'standby', by: ['supervisor', 'system'] },
    designate:           { from: 'nothing', to: 'designation_asked', by: ['organiser'], reason: 'required', requires: ['place_open', 'order_ended', 'unbound'], notify: ['designation_asked'] },
    approve_designation: { from: ['designation_asked'], to: 'invited', by: ['supervisor'], requires: ['another_asked', 'unbound'], notify: ['seat_invited'], produces: ['draw_record'] },
    refuse_designation:  { from: ['designation_asked'], to: 'released', by: ['supervisor'], reason: 'required' },
    promote:  { from: ['standby'], to: 'invited', by: ['system'], notify: ['seat_invited'] },
    accept:   { from: ['invited'], to: 'accepted', by: ['expert'] },
    decline:  { from: ['invited', 'accepted'], to: 'declined', by: ['expert'], reason: 'required' },
    commit:   { from: ['accepted'], to: 'committed', by: ['expert'] },
    miss:     { from: ['invited', 'accepted', 'committed'], to: 'absent', by: ['organiser', 'system'], reason: 'required' },
    release:  { from: ['designation_asked', 'standby', 'invited', 'accepted', 'committed'], to: 'released', by: ['organiser', 'system'], reason: 'required' },
  },
})

export type SheetFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  scoringOpen?: boolean
  /** the panel is neither waiting for its experts nor signed */
  panelRunning?: boolean
  /** B.3 hard blocks found now */
  avoidance?: readonly string[]
  conflict?: string | null
  /** problems of the sheet by its scheme */
  problems?: number
  unlockAskedBy?: string | null
}
type S = Rule<SheetFacts>

const scoring_open: S = (f) => when(f.scoringOpen, 'scoring_not_open')
const no_avoidance: S = (f) =>
  when(f.avoidance?.length === 0, 'avoidance_found', { rules: f.avoidance?.join('、') ?? '' })
const conflict_named: S = (f) => when(!!f.conflict?.trim(), 'conflict_text_missing')
const sheet_complete: S = (f) => when(f.problems === 0, 'sheet_incomplete', { count: f.problems ?? 0 })
const panel_running: S = (f) => when(f.panelRunning, 'panel_already_signed')
const asked_by_another: S = (f) => when(isAnother(f.unlockAskedBy, f), 'unlock_needs_two')

/** States in which a sheet has been handed in. */
export const handedInSheets = ['submitted', 'unlock_requested', 'locked'] as const

export const sheetWorkflow = defineWorkflow({
  name: 'sheet',
  version: 1,
  rules: { scoring_open, no_avoidance, conflict_named, sheet_complete, asked_by_another, panel_running },
  states: {
    assigned: { owner: 'expert', deadline: { of: 'scoring' } },
    scoring: { owner: 'expert', deadline: { of: 'scoring' } },
    submitted: { owner: 'organiser', quiet: true },
    unlock_requested: { owner: 'supervisor', deadline: { workingDays: 1 } },
    locked: { owner: 'nobody', final: true },
    recused: { owner: 'nobody', final: true },
    absent: { owner: 'nobody', final: true },
    void: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    assign:         { from: 'nothing', to: 'assigned', by: ['organiser', 'system'], requires: ['no_avoidance'] },
    declare:        { from: ['assigned'], to: 'scoring', by: ['expert'], requires: ['scoring_open', 'no_avoidance'] },
    recuse:         { from: ['assigned', 'scoring'], to: 'recused', by: ['expert', 'system'], requires: ['conflict_named'] },
    save:           { from: ['scoring'], to: 'same', by: ['expert'], requires: ['scoring_open'] },
    submit:         { from: ['scoring'], to: 'submitted', by: ['expert'], requires: ['scoring_open', 'no_avoidance', 'sheet_complete'], receipt: true },
    request_unlock: { from: ['submitted'], to: 'unlock_requested', by: ['organiser'], reason: 'required', requires: ['scoring_open'], notify: ['unlock_requested'] },
    unlock:         { from: ['unlock_requested'], to: 'scoring', by: ['supervisor'], requires: ['asked_by_another'], notify: ['sheet_unlocked'] },
    refuse_unlock:  { from: ['unlock_requested'], to: 'submitted', by: ['supervisor'], reason: 'required' },
    lock:           { from: ['submitted'], to: 'locked', by: ['organiser', 'supervisor', 'system'] },
    miss:           { from: ['assigned', 'scoring'], to: 'absent', by: ['organiser', 'system'], reason: 'required' },
    void:           { from: ['assigned', 'scoring', 'submitted', 'unlock_requested', 'locked'], to: 'void', by: ['supervisor'], reason: 'required', requires: ['panel_running'], notify: ['sheet_voided'] },
  },
})

import { proposeSplit } from '#app/services/review/propose-split.server.ts'
import { confirmSplit } from '#app/services/review/split-quota.server.ts'
import type { Call } from './applying.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

/** Suzhou divides its places of a call: a handler proposes, an approver confirms unless it is to wait. */
export async function dividePlaces(
  stage: Stage,
  { id: guidelineId }: Pick<Call, 'id'>,
  { offset, typed, waits = false }: { offset: number; typed: Record<string, string>; waits?: boolean },
): Promise<void> {
  const { id } = held(await proposeSplit(await stage.as('suzhou_handler', offset), { guidelineId, typed }))
  if (!waits) held(await confirmSplit(await stage.as('suzhou_approver', offset), { id, version: 0 }))
}

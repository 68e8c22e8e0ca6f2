import type { ConflictKind } from '#app/domain/scoring/conflict.ts'

/** In the order in which a page names them. */
export const conflictKinds = ['C04', 'C05', 'C09', 'other'] as const satisfies readonly ConflictKind[]

/** B.3: grounds of avoidance that no record shows, so that the person declares them. The first three are rows of its table. */
export const conflictKinds = ['C04', 'C05', 'C09', 'other'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** Who takes a step: the real person, and those in whose place they act, where only that gives them the right to. */
export type Acting = { actorId: string; actsFor?: readonly string[] }

/**
 * Two people: whoever takes this step is not the one who took the first, nor stands in for that one, who would then have
 * taken both. False where nobody is known to have taken the first.
 */
export function isAnother(first: string | null | undefined, { actorId, actsFor = [] }: Acting): boolean {
  return !!first && first !== actorId && !actsFor.includes(first)
}

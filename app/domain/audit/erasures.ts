/** What is erased: all personal values of an entry, the network addresses in all entries of a person, or a file. */
export const erasureKinds = ['entry', 'person', 'file'] as const
export type ErasureKind = (typeof erasureKinds)[number]
export type ErasureTarget = { kind: ErasureKind; id: string }

/** As it stands in events. */
export type TargetFacts = Record<ErasureKind, string | null>

export function factsOfTarget({ kind, id }: ErasureTarget): TargetFacts {
  return { entry: null, person: null, file: null, [kind]: id }
}

/** @returns null when it is not exactly one */
export function targetOfFacts(facts: Partial<TargetFacts>): ErasureTarget | null {
  const found = erasureKinds.flatMap((kind) => (facts[kind] ? [{ kind, id: facts[kind] }] : []))
  return found.length === 1 ? (found[0] ?? null) : null
}

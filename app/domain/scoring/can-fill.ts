type Person<K extends string> = { kind: K; city: string }

/**
 * Can these people fill the open seats of each kind while no city gets more than `limit` members, `used` of whom it
 * has already? A maximum flow from kinds to cities, seat by seat along augmenting paths.
 */
export function canFill<K extends string>(
  open: ReadonlyMap<K, number>,
  people: readonly Person<K>[],
  used: ReadonlyMap<string, number>,
  limit: number,
): boolean {
  const cities = [...new Set(people.map(({ city }) => city))]
  const supply = countBy(people)
  const seated = new Map<string, number>()
  const taken = new Map(used)

  const seat = (kind: K, tried: Set<string>): boolean =>
    cities.some((city) => {
      const key = keyOf({ kind, city })
      if (tried.has(city) || at(seated, key) >= at(supply, key)) return false
      tried.add(city)
      const room = at(taken, city) < limit
      const mover = room ? undefined : [...open.keys()].find((other) => moves(other, city, tried))
      if (!room && mover === undefined) return false
      if (mover !== undefined) add(seated, keyOf({ kind: mover, city }), -1)
      else add(taken, city, 1)
      add(seated, key, 1)
      return true
    })
  const moves = (kind: K, city: string, tried: Set<string>) =>
    at(seated, keyOf({ kind, city })) > 0 && seat(kind, tried)

  return [...open].every(([kind, seats]) => Array.from({ length: seats }).every(() => seat(kind, new Set())))
}

function keyOf({ kind, city }: Person<string>): string {
  return `${kind}\n${city}`
}

function at(counts: ReadonlyMap<string, number>, key: string): number {
  return counts.get(key) ?? 0
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, at(counts, key) + by)
}

function countBy(people: readonly Person<string>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const person of people) add(counts, keyOf(person), 1)
  return counts
}

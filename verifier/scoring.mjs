// The draw of a panel and the ranking of its applications, made again from what was published. Imports nothing;
// `sha256` makes bytes of bytes. What has not the form of a bundle answers null.

const kinds = ['technical', 'finance', 'management']
const shares = { none: null, '1/2': 2, '1/3': 3, '1/4': 4 }
const breaks = ['heaviest_item', 'median', 'priority_tags']

function isText(value) {
  return typeof value === 'string'
}

function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0
}

function isRecord(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function isList(value, holds) {
  return Array.isArray(value) && value.every(holds)
}

/** Printable ASCII, whose order is the same everywhere. */
function isId(value) {
  return isText(value) && /^[!-~]{1,100}$/.test(value)
}

function own(record, name) {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isDistinct(values) {
  return new Set(values).size === values.length
}

// ---- draw --------------------------------------------------------------------------------------------------------

const drawTexts = 'panel conditions pool poolSha256 nonceSha256 serverNonce salt seed'.split(' ')

/** @returns the bundle with its pool and plan read */
export function readDraw(text) {
  const bundle = parsed(text)
  if (!isRecord(bundle) || own(bundle, 'version') !== 1 || !isCount(own(bundle, 'number'))) return null
  if (!drawTexts.every((name) => isText(own(bundle, name)))) return null
  const lists = ['order', 'members', 'substitutes', 'proofs'].every((name) =>
    isList(own(bundle, name), isText),
  )
  const pool = parsed(bundle.pool)
  const plan = planIn(parsed(bundle.conditions))
  const candidates =
    isList(pool, (one) => isRecord(one) && isId(one.id) && kinds.includes(one.kind) && isText(one.city)) &&
    isDistinct(pool.map(({ id }) => id))
  if (!lists || !isList(own(bundle, 'excluded'), isRecord) || !candidates || !plan) return null
  return { bundle, candidates: pool, plan }
}

function planIn(conditions) {
  if (!isRecord(conditions) || !isText(conditions.cityShare)) return null
  const { seats, substitutes, cityShare } = conditions
  const counts = [seats, substitutes].every(
    (one) => isRecord(one) && kinds.every((kind) => isCount(own(one, kind)) && one[kind] <= 1000),
  )
  if (!counts || !Object.hasOwn(shares, cityShare)) return null
  const share = shares[cityShare]
  const total = kinds.reduce((sum, kind) => sum + seats[kind], 0)
  return { seats, substitutes, limit: share === null ? Infinity : Math.max(1, Math.floor(total / share)) }
}

/** The seed in hex, the whole order, members and substitutes; null: such a panel cannot be drawn. */
export function drawAgain(sha256, { bundle, candidates, plan }) {
  const lines = [bundle.poolSha256, bundle.serverNonce, bundle.salt].map((line) => `${line}\n`)
  const seed = sha256(Buffer.from(lines.join('')))
  const order = shuffled(
    candidates.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    wordsOf(sha256, seed),
  )
  const open = new Map(kinds.map((kind) => [kind, plan.seats[kind]]))
  for (const [kind, seats] of open) if (order.filter((one) => one.kind === kind).length < seats) return null
  const used = new Map()
  if (!canFill(open, order, used, plan.limit)) return null
  const members = []
  for (const [i, candidate] of order.entries()) {
    const { kind, city } = candidate
    const [seats, taken] = [open.get(kind), used.get(city) ?? 0]
    if (seats < 1 || taken >= plan.limit) continue
    open.set(kind, seats - 1)
    used.set(city, taken + 1)
    if (canFill(open, order.slice(i + 1), used, plan.limit)) members.push(candidate)
    else {
      open.set(kind, seats)
      used.set(city, taken)
    }
  }
  const left = order.filter((one) => !members.includes(one))
  const chosen = kinds.flatMap((kind) =>
    left.filter((one) => one.kind === kind).slice(0, plan.substitutes[kind]),
  )
  const ids = (people) => people.map(({ id }) => id)
  return {
    seed: seed.toString('hex'),
    order: ids(order),
    members: ids(members),
    substitutes: ids(order.filter((one) => chosen.includes(one))),
  }
}

/** SHA-256(seed ‖ counter), eight bytes of counter; each block gives eight words. */
function* wordsOf(sha256, seed) {
  for (let counter = 0n; ; counter++) {
    const input = Buffer.alloc(seed.length + 8)
    seed.copy(input)
    input.writeBigUInt64BE(counter, seed.length)
    const block = sha256(input)
    for (let at = 0; at < 32; at += 4) yield block.readUInt32BE(at)
  }
}

/** Fisher–Yates from the end; words from the last incomplete range are rejected. */
function shuffled(items, words) {
  for (let i = items.length - 1; i > 0; i--) {
    const limit = 2 ** 32 - (2 ** 32 % (i + 1))
    let word = words.next().value
    while (word >= limit) word = words.next().value
    const j = word % (i + 1)
    ;[items[i], items[j]] = [items[j], items[i]]
  }
  return items
}

/** Seats of each kind against room in each city: a maximum flow, seat by seat along augmenting paths. */
function canFill(open, people, used, limit) {
  const supply = new Map()
  const keyOf = (kind, city) => `${kind}\n${city}`
  const add = (counts, key, by) => counts.set(key, (counts.get(key) ?? 0) + by)
  for (const { kind, city } of people) add(supply, keyOf(kind, city), 1)
  const cities = [...new Set(people.map(({ city }) => city))]
  const seated = new Map()
  const taken = new Map(used)
  const seat = (kind, tried) =>
    cities.some((city) => {
      const key = keyOf(kind, city)
      if (tried.has(city) || (seated.get(key) ?? 0) >= (supply.get(key) ?? 0)) return false
      tried.add(city)
      const room = (taken.get(city) ?? 0) < limit
      const mover = room
        ? undefined
        : kinds.find((other) => (seated.get(keyOf(other, city)) ?? 0) > 0 && seat(other, tried))
      if (!room && mover === undefined) return false
      if (room) add(taken, city, 1)
      else add(seated, keyOf(mover, city), -1)
      add(seated, key, 1)
      return true
    })
  for (const [kind, seats] of open) for (let i = 0; i < seats; i++) if (!seat(kind, new Set())) return false
  return true
}

// ---- ranking (B.8) -----------------------------------------------------------------------------------------------

/** @returns the bundle, every number of which is whole */
export function readRanking(text) {
  const bundle = parsed(text)
  if (!isRecord(bundle) || own(bundle, 'version') !== 1 || !isList(own(bundle, 'panels'), isText)) return null
  const { scheme, applications } = bundle
  const good =
    isRecord(scheme) &&
    isList(scheme.items, (one) => isRecord(one) && isText(one.code) && isCount(one.max)) &&
    ['any', 'two', 'majority'].includes(scheme.vetoPolicy) &&
    ['mean', 'trimmed'].includes(scheme.aggregation) &&
    ['minValid', 'trimFrom', 'passLine'].every((name) => isCount(own(scheme, name))) &&
    isList(scheme.tieBreak, (name) => breaks.includes(name)) &&
    isList(applications, isApplication) &&
    isDistinct(applications.map(({ id }) => id))
  return good ? bundle : null
}

function isApplication(one) {
  return (
    isRecord(one) &&
    isId(own(one, 'id')) &&
    isList(own(one, 'priorityTags'), isText) &&
    (own(one, 'collectiveOrder') === null || isCount(own(one, 'collectiveOrder'))) &&
    isList(own(one, 'sheets'), isSheet) &&
    isText(own(one, 'outcome')) &&
    ['count', 'vetoCount', 'dropped'].every((name) => isCount(own(one, name))) &&
    ['meanCenti', 'scoreCenti', 'rank'].every((name) => own(one, name) === null || isCount(own(one, name))) &&
    (own(one, 'decidedBy') === null || isText(own(one, 'decidedBy')))
  )
}

function isSheet(one) {
  return (
    isRecord(one) &&
    isText(own(one, 'expert')) &&
    isText(own(one, 'status')) &&
    (own(one, 'totalCenti') === null || isCount(own(one, 'totalCenti'))) &&
    isRecord(own(one, 'marks')) &&
    Object.values(one.marks).every(isCount) &&
    isList(own(one, 'vetoes'), isText)
  )
}

const recomputed = 'outcome count vetoCount dropped meanCenti scoreCenti rank decidedBy'.split(' ')

/** Where the bundle differs from what its sheets make: the application and the field; null: nowhere. */
export function differenceIn({ scheme, applications }) {
  const made = new Map(applications.map((one) => [one.id, aggregated(one, scheme)]))
  const placed = ranked(
    applications.filter(({ id }) => ['passed', 'failed'].includes(made.get(id).outcome)),
    made,
    scheme.tieBreak,
  )
  const last = applications.map(({ id }) => id).filter((id) => !placed.includes(id))
  const order = [...placed, ...last.sort((a, b) => (a < b ? -1 : 1))]
  for (const [i, one] of applications.entries()) {
    if (one.id !== order[i]) return { id: one.id, field: 'order' }
    const field = recomputed.find((name) => one[name] !== made.get(one.id)[name])
    if (field) return { id: one.id, field }
  }
  return null
}

function sum(values) {
  return values.reduce((total, value) => total + BigInt(value), 0n)
}

/** Rounded half up. */
function mean(values) {
  const count = BigInt(values.length)
  return count === 0n ? null : Number((2n * sum(values) + count) / (2n * count))
}

function aggregated({ sheets, collectiveOrder, priorityTags }, scheme) {
  const valid = sheets.filter(({ status, totalCenti }) => status === 'locked' && totalCenti !== null)
  const totals = valid.map(({ totalCenti }) => totalCenti).sort((a, b) => b - a)
  const count = totals.length
  const vetoCount = valid.filter(({ vetoes }) => vetoes.length > 0).length
  const dropped = scheme.aggregation === 'trimmed' && count >= scheme.trimFrom ? 1 : 0
  const enough = count > 0 && count >= scheme.minValid
  const scoreCenti = enough ? mean(totals.slice(dropped, count - dropped)) : null
  const holds = { any: vetoCount >= 1, two: vetoCount >= 2, majority: vetoCount * 2 > count }
  const reached = scoreCenti !== null && scoreCenti >= scheme.passLine ? 'passed' : 'failed'
  const heaviest = scheme.items.reduce((top, item) => (top && top.max >= item.max ? top : item), null)
  return {
    outcome: scoreCenti === null ? 'insufficient' : holds[scheme.vetoPolicy] ? 'vetoed' : reached,
    count,
    vetoCount,
    dropped,
    meanCenti: mean(totals),
    scoreCenti,
    rank: null,
    decidedBy: null,
    collectiveOrder,
    // sums of marks may stand for means only over equal counts: compared crosswise
    heaviest_item: [sum(valid.map(({ marks }) => own(marks, heaviest?.code ?? '') ?? 0)), BigInt(count)],
    median: count > 0 ? totals[Math.floor((count - 1) / 2)] + totals[Math.floor(count / 2)] : 0,
    priority_tags: priorityTags.length,
  }
}

/** Negative when a is better, by one criterion. */
function compared(name, a, b) {
  if (name === 'score') return b.scoreCenti - a.scoreCenti
  if (name === 'collective_decision') return a.place === null || b.place === null ? 0 : a.place - b.place
  if (name !== 'heaviest_item') return b[name] - a[name]
  const [left, right] = [a.heaviest_item[0] * b.heaviest_item[1], b.heaviest_item[0] * a.heaviest_item[1]]
  return left === right ? 0 : left > right ? -1 : 1
}

function decider(names, a, b) {
  return names.find((name) => compared(name, a, b) !== 0)
}

/** Ids, best first; sets rank and what decided it. */
function ranked(applications, made, tieBreak) {
  const merit = ['score', ...tieBreak]
  const all = applications.map(({ id }) => made.get(id))
  for (const one of all) {
    const waits = all.some((other) => other.collectiveOrder === null && !decider(merit, one, other))
    one.place = waits ? null : one.collectiveOrder
  }
  const names = [...merit, 'collective_decision']
  const sorted = applications
    .map(({ id }) => id)
    .sort((a, b) => {
      const [left, right] = [made.get(a), made.get(b)]
      const name = decider(names, left, right)
      return name ? compared(name, left, right) : a < b ? -1 : 1
    })
  for (const [i, id] of sorted.entries()) {
    const above = i > 0 ? made.get(sorted[i - 1]) : null
    const by = above ? decider(names, above, made.get(id)) : 'score'
    made.get(id).rank = by ? i + 1 : above.rank
    made.get(id).decidedBy = by ?? 'equal'
  }
  return sorted
}

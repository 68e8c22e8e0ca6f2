/** Amounts in capital numerals (大写), annex of 支付结算办法, domain C.7. */

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const places = ['仟', '佰', '拾', '']
const groups = [
  { size: 100_000_000n, unit: '亿' },
  { size: 10_000n, unit: '万' },
]
const largest = 10n ** 18n

function digit(value: bigint | number): string {
  return digits[Number(value)] ?? ''
}

/** 1 to 9,999; inner zeros become one 零. */
function fourDigits(value: bigint): string {
  const text = [...value.toString().padStart(4, '0')]
    .map((c, place) => (c === '0' ? '0' : digit(Number(c)) + (places[place] ?? '')))
    .join('')
  return text.replace(/^0+|0+$/g, '').replace(/0+/g, '零')
}

/** 零 stands before a group that follows an empty group or begins with a zero. */
function whole(value: bigint): string {
  const group = groups.find(({ size }) => value >= size)
  if (!group) return fourDigits(value)
  const rest = value % group.size
  const head = whole(value / group.size) + group.unit
  return rest === 0n ? head : head + (rest < group.size / 10n ? '零' : '') + whole(rest)
}

/**
 * Fen in capital numerals: 整 after whole 元, 零 before 角 when the 元 digit is 0, 零 before 分 when 角 is 0.
 * @throws RangeError below zero or from 10^18 fen: no document carries such an amount
 */
export function rmbUpper(fen: bigint): string {
  if (fen < 0n || fen >= largest) throw new RangeError('amount outside the range of capital numerals')
  const yuan = fen / 100n
  const jiao = (fen / 10n) % 10n
  const cent = fen % 10n
  const head = yuan > 0n ? `${whole(yuan)}元` : ''
  if (jiao === 0n && cent === 0n) return `${head || '零元'}整`
  const jiaoText = jiao > 0n ? `${yuan > 0n && yuan % 10n === 0n ? '零' : ''}${digit(jiao)}角` : ''
  const centText = cent > 0n ? `${yuan > 0n && jiao === 0n ? '零' : ''}${digit(cent)}分` : ''
  return head + jiaoText + centText
}

/** Names for the demo, drawn in a fixed order: the same installation twice has the same people. */

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜']
const given = [
  '建国',
  '丽华',
  '志强',
  '晓燕',
  '海峰',
  '雨晴',
  '明远',
  '佳宁',
  '文博',
  '思雨',
  '永康',
  '静怡',
  '国栋',
  '欣然',
  '立新',
  '春梅',
  '振华',
  '若兰',
  '子轩',
]

/** The n-th made-up name; different for every n below 600. */
export function nameOf(n: number): string {
  return `${surnames[n % surnames.length]}${given[(n * 7 + Math.floor(n / surnames.length)) % given.length]}`
}

/** What may tie an expert to an applicant without barring them, domain B.3 C10 and C11: a person looks into it. */
import { narrow } from '../kernel/decimal.ts'
import { isNamed, plainName } from './avoidance.ts'

export type Contacts = {
  phones: readonly string[]
  emails: readonly string[]
}

/** `code` and `params` make the sentence, problem.hint_phone and so on; the expert's own telephone and address are never in it. */
export type AvoidanceHint = {
  rule: 'C10' | 'C11'
  evidence: { code: string; params: Record<string, string> }
}

/** Providers of mail to everybody, and names kept for examples (RFC 2606): the same one says nothing. */
const publicMail: ReadonlySet<string> = new Set([
  '126.com',
  '139.com',
  '163.com',
  '188.com',
  '189.cn',
  '21cn.com',
  '263.net',
  'aliyun.com',
  'example.com',
  'example.net',
  'example.org',
  'foxmail.com',
  'gmail.com',
  'hotmail.com',
  'icloud.com',
  'live.cn',
  'live.com',
  'msn.com',
  'outlook.com',
  'qq.com',
  'sina.cn',
  'sina.com',
  'sina.com.cn',
  'sohu.com',
  'tom.com',
  'vip.126.com',
  'vip.163.com',
  'vip.qq.com',
  'vip.sina.com',
  'wo.cn',
  'yahoo.com',
  'yahoo.com.cn',
  'yeah.net',
])

/** Whether applicant or contact share a telephone or a domain of mail with the expert, or named somebody called alike. */
export function avoidanceHints(
  expert: Contacts & { name: string; employer: string },
  applicant: Contacts & { askedToAvoid: readonly { name: string; employer: string }[] },
): AvoidanceHint[] {
  const hints: AvoidanceHint[] = []
  if (shared(expert.phones, applicant.phones, phoneOf)) hints.push(hint('C11', 'hint_phone'))
  const domain = shared(expert.emails, applicant.emails, domainOf)
  if (domain) hints.push(hint('C11', 'hint_mail_domain', { domain }))
  const called = applicant.askedToAvoid.find(
    (asked) => plainName(asked.name) === plainName(expert.name) && !isNamed(expert, asked),
  )
  if (called) hints.push(hint('C10', 'hint_same_name', { employer: called.employer }))
  return hints
}

function hint(rule: AvoidanceHint['rule'], code: string, params: Record<string, string> = {}): AvoidanceHint {
  return { rule, evidence: { code, params } }
}

function shared(
  first: readonly string[],
  second: readonly string[],
  of: (text: string) => string,
): string | undefined {
  const known = new Set(first.map(of))
  return second.map(of).find((text) => text !== '' && known.has(text))
}

/** Digits without the country; nothing of what is too short to be a telephone. */
function phoneOf(text: string): string {
  const digits = narrow(text)
    .replaceAll(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '')
  return digits.length < 7 ? '' : digits
}

function domainOf(text: string): string {
  const domain = /@([^@\s]+)$/.exec(narrow(text).trim().toLowerCase())?.[1] ?? ''
  return publicMail.has(domain) ? '' : domain
}

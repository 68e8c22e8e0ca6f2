import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'

/** The parts of the Studio in the order of work, as `?part=`. */
export const parts = [
  'basics',
  'chain',
  'deadlines',
  'quotas',
  'form',
  'attachments',
  'rules',
  'scheme',
  'publicity',
  'tracking',
] as const
export type Part = (typeof parts)[number]

export function partOf(name: string | null): Part {
  return parts.find((part) => part === name) ?? 'basics'
}

const homes: Partial<Record<keyof GuidelineConfiguration, Part>> = {
  chain: 'chain',
  deadlines: 'deadlines',
  handling: 'deadlines',
  quotas: 'quotas',
  perApplicant: 'quotas',
  form: 'form',
  attachments: 'attachments',
  rules: 'rules',
  scheme: 'scheme',
  blindMode: 'scheme',
  reviewSkipped: 'scheme',
  publicity: 'publicity',
  allocation: 'publicity',
  instalments: 'publicity',
  funding: 'publicity',
  tracking: 'tracking',
  evaluation: 'tracking',
}

/** Address of the field a path of checkConfiguration points to; what else the address says (`as`) stays. */
export function problemLink(path: string, query = new URLSearchParams()): string {
  const [first = '', second] = path.split(/[.[\]]+/)
  const part = Object.entries(homes).find(([name]) => name === first)?.[1] ?? 'basics'
  const next = new URLSearchParams({ part })
  const audience = query.get('as')
  if (audience) next.set('as', audience)
  if (part === 'form' && second) next.set('section', second)
  return `?${next}#${encodeURIComponent(path)}`
}

import { createContext, type ReactNode, useContext } from 'react'
import type { GuidelineDraft } from '#app/domain/guideline/draft.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { useT, useText } from '../../page.tsx'
import type { UnitNames } from '../words.ts'
import type { RuleCard } from './rule-card.ts'

export type Unit = { code: string; name: string; nameEn: string; level: string }

/** What every editor of the Studio works on. Paths are those of checkConfiguration. */
export type Studio = {
  config: GuidelineConfiguration
  typed: GuidelineDraft['typed']
  problems: readonly FieldProblem[]
  rules: readonly RuleCard[]
  units: readonly Unit[]
  /** once published, what identifies a call stays */
  published: boolean
  change: (parts: Partial<GuidelineConfiguration>) => void
  /** keeps a text that is no number (null: it is one now) */
  note: (path: string, text: string | null) => void
  /** drops the noted texts of something that was taken out */
  forget: (prefix: string) => void
}

const Context = createContext<Studio | null>(null)

export function StudioContext({ value, children }: { value: Studio; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

export function useStudio(): Studio {
  const studio = useContext(Context)
  if (!studio) throw new Error('editor outside the Studio')
  return studio
}

/** Message of the field at a path: what was typed and is no number, or what the check found. */
export function useMessageAt(): (path: string) => string | null {
  const { typed, problems } = useStudio()
  const t = useT()
  const text = useText()
  return (path) => {
    const kept = typed[path]
    if (kept !== undefined) return t('studio.notANumber', { text: kept })
    const problem = problems.find((one) => one.path === path)
    return problem ? text(`problem.${problem.code}`, problem.params) : null
  }
}

/** Names of units by code, for lists and previews. */
export function unitNames(units: readonly Unit[]): UnitNames {
  return Object.fromEntries(units.map(({ code, name, nameEn }) => [code, { name, nameEn }]))
}

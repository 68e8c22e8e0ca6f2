/** An application for acceptance as typed (D.5). */
import { decimalFromText } from '../kernel/decimal.ts'
import type { Measure } from '../kernel/indicator.ts'
import { fenFromWan } from '../kernel/money.ts'
import { atField, type FieldProblem } from '../kernel/refusal.ts'
import type { ContractContent } from './contract.ts'
import type { TypedAcceptance } from './typed-acceptance.ts'

export type { TypedAcceptance } from './typed-acceptance.ts'

/** What the panel may find that fails an acceptance by itself. */
export const findings = ['falseMaterials', 'unauthorisedChange', 'unresolvedDispute'] as const
export type Finding = (typeof findings)[number]

/** Where files of an acceptance go. */
export const acceptanceSlots = {
  audit_report: { required: true, formats: ['pdf'], maxMB: 50, maxCount: 3 },
  evidence: {
    required: false,
    formats: ['pdf', 'jpg', 'png', 'xlsx', 'docx', 'zip'],
    maxMB: 50,
    maxCount: 30,
  },
} as const
export type AcceptanceSlot = keyof typeof acceptanceSlots

export function isAcceptanceSlot(slot: string): slot is AcceptanceSlot {
  return Object.hasOwn(acceptanceSlots, slot)
}

/** An empty application with the contract's indicators. */
export function blankAcceptance(content: ContractContent | null): TypedAcceptance {
  return {
    summary: '',
    technicalSummary: '',
    fundsReport: '',
    benefits: '',
    problems: '',
    actualWan: '',
    auditedBaseWan: '',
    contentFinished: '',
    indicators: (content?.indicators ?? []).map(({ name, direction, target, unit }) => ({
      name,
      direction,
      target,
      unit,
      actual: '',
      evidence: '',
    })),
  }
}

/** The typed application with the indicators as they were contracted. */
export function keepIndicators(stored: TypedAcceptance, typed: TypedAcceptance): TypedAcceptance {
  return {
    ...typed,
    indicators: stored.indicators.map((row, i) => ({
      ...row,
      actual: typed.indicators[i]?.actual ?? row.actual,
      evidence: typed.indicators[i]?.evidence ?? row.evidence,
    })),
  }
}

export type AcceptanceFigures = {
  /** null of a target in words: the panel judges it */
  measures: (Measure | null)[]
  actualFen: bigint
  auditedBaseFen: bigint
  contentFinished: boolean
}

/** Figures are null while there is a problem with one of them. */
export function readAcceptance(form: TypedAcceptance): {
  problems: FieldProblem[]
  figures: AcceptanceFigures | null
} {
  const problems: FieldProblem[] = []
  const need = (path: 'summary' | 'fundsReport' | 'contentFinished') => {
    if (!form[path].trim()) problems.push({ path, code: 'required', params: {} })
  }
  const amount = (path: 'actualWan' | 'auditedBaseWan') => {
    const read = fenFromWan(form[path])
    if (read.ok) return read.value
    problems.push(atField(path, read))
    return null
  }
  need('summary')
  need('fundsReport')
  const [actualFen, auditedBaseFen] = [amount('actualWan'), amount('auditedBaseWan')]
  need('contentFinished')
  const measures = form.indicators.map(({ direction, target, actual }, i): Measure | null => {
    const path = `indicators[${i}].actual`
    if (direction === 'qualitative') {
      if (!actual.trim()) problems.push({ path, code: 'required', params: {} })
      return null
    }
    const goal = decimalFromText(target, 6, { negative: true })
    const reached = decimalFromText(actual, 6, { negative: true })
    if (!reached.ok) problems.push(atField(path, reached))
    return goal.ok && reached.ok ? { direction, target: goal.value, actual: reached.value } : null
  })
  const readable =
    actualFen !== null &&
    auditedBaseFen !== null &&
    !problems.some(({ path }) => path.startsWith('indicators'))
  return {
    problems,
    figures: readable
      ? { measures, actualFen, auditedBaseFen, contentFinished: form.contentFinished === 'yes' }
      : null,
  }
}

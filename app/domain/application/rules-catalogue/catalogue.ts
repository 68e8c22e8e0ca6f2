import { R20, R21, R22, R23 } from './amounts.ts'
import { R01, R02, R03, R04, R05, R06, R07, R34 } from './applicant.ts'
import { R24, R25, R33 } from './material.ts'
import { R16, R17, R18, R19, R28, R29 } from './project.ts'
import { R12, R13, R14, R15, R30, R32 } from './repetition.ts'
import type { RuleEntry } from './rule.ts'
import { R08, R09, R10, R11, R26, R27, R31 } from './standing.ts'

// prettier-ignore
/** The rule catalogue of A.6 in order, and R34 of our own. Guidelines choose from it by code, with parameters and severity. */
export const catalogue: readonly RuleEntry[] = [
  R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11,
  R12, R13, R14, R15, R16, R17, R18, R19, R20, R21, R22,
  R23, R24, R25, R26, R27, R28, R29, R30, R31, R32, R33,
  R34,
]

export function ruleOf(code: string): RuleEntry | null {
  return catalogue.find((rule) => rule.code === code) ?? null
}

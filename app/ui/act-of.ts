import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import type { Act } from './act-panel.tsx'
import { useText } from './page.tsx'

/** Why the last act was not done, and what had been typed with it. */
export type RefusedAct =
  | { act?: string; refusal?: Refusal | null; reason?: string; typed?: { reason?: string } | null }
  | null
  | undefined

/** An act of a workflow as every page shows it: its words, and why it was not done, with the reason as it was typed. */
export function useActOf(
  workflow: WorkflowName,
  version: number,
  refused: RefusedAct,
): (name: string) => Act {
  const text = useText()
  return (name) => {
    const mine = refused?.act === name ? refused : null
    return {
      name,
      version,
      label: text(`transition.${workflow}.${name}.label`),
      consequence: text([`transition.${workflow}.${name}.effect`, '']),
      refusal: mine?.refusal,
      typedReason: mine?.reason ?? mine?.typed?.reason,
    }
  }
}

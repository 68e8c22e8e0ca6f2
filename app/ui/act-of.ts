import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { ActWords } from '#app/i18n/messages.ts'
import type { Act } from './act-panel.tsx'
import { useText } from './page.tsx'
import { reasonReaders } from './reason-readers.ts'

/** Why the last act was not done, and what had been typed with it. */
export type RefusedAct =
  | { act?: string; refusal?: Refusal | null; reason?: string; typed?: { reason?: string } | null }
  | null
  | undefined

/** An act of a workflow as every page shows it: its words, and why it was not done, with the reason as it was typed. */
export function useActOf(
  /** where the words of the workflow's acts are: named whole, so that the page loads no others */
  words: ActWords,
  version: number,
  refused: RefusedAct,
): (name: string) => Act {
  const text = useText()
  return (name) => {
    const mine = refused?.act === name ? refused : null
    return {
      name,
      version,
      label: text(`${words}.${name}.label`),
      consequence: text([`${words}.${name}.effect`, '']),
      reasonHint: text(
        `common.record.reasonHints.${reasonReaders(`${words.replace('transition.', '')}.${name}`)}`,
      ),
      refusal: mine?.refusal,
      typedReason: mine?.reason ?? mine?.typed?.reason,
    }
  }
}

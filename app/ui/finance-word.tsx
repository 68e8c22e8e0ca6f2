import type { FinanceWord as Word } from '#app/domain/review/co-review.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { Message } from './message.tsx'
import { useT } from './page.tsx'
import { DateTime } from './values.tsx'

/** What finance has said of a text, as its page knows it; `waits`: it is before the leader, so that finance is asked. */
export type FinanceFound = {
  word: Word
  waits: boolean
  opinion: { text: string; authorName: string; createdAt: Date } | null
} | null

/** What is said while the drafter has the text, so that nobody asks finance. */
const unasked = { missing: 'notYet', against: 'returned' } as const

/** Beside the acts of a call or a plan: has finance agreed, who said so, and in which words. */
export function FinanceCard({
  words,
  found,
}: {
  words: 'guideline.coSign' | 'approval.plan.coCheck' | 'evaluation.coConfirm'
  found: FinanceFound
}) {
  const t = useT()
  if (!found || found.word === 'not_asked') return null
  const { opinion, waits } = found
  const tone = found.word === 'agreed' ? 'good' : found.word === 'against' ? 'bad' : 'wait'
  const word = waits || found.word === 'agreed' ? found.word : unasked[found.word]
  return (
    <section className="qx-card qx-stack" aria-labelledby="finance-title">
      <h2 id="finance-title">{t(`${words}.title`)}</h2>
      <Message tone={tone}>{t(`${words}.${word}`)}</Message>
      {opinion && (
        <>
          {opinion.text && (
            <MarkChinese>
              <blockquote>{opinion.text}</blockquote>
            </MarkChinese>
          )}
          <MarkChinese>
            <p className="qx-hint">
              {opinion.authorName} · <DateTime at={opinion.createdAt} />
            </p>
          </MarkChinese>
        </>
      )}
    </section>
  )
}

/** Why the leader cannot act yet, or null. */
export function useFinanceStop(
  words: 'guideline.coSign' | 'approval.plan.coCheck',
  found: FinanceFound,
): string | null {
  const t = useT()
  return found?.word === 'missing' || found?.word === 'against' ? t(`${words}.${found.word}`) : null
}

/** May finance still say this: it is asked, and has not said so already? */
export function mayAnswer(found: FinanceFound, agrees: boolean): boolean {
  return found !== null && found.waits && found.word !== (agrees ? 'agreed' : 'against')
}

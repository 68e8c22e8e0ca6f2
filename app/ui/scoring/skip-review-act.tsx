import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { Acts } from '../act-panel.tsx'
import { useT } from '../page.tsx'

type Refused = { act?: string; reason?: string; refusal?: Refusal | null } | null

/** T12: passes a qualified application on without experts, where its guideline asks for no review. */
export function SkipReviewAct({ version, refused }: { version: number; refused: Refused }) {
  const t = useT()
  const mine = refused?.act === 'skip_review' ? refused : null
  return (
    <Acts
      acts={[
        {
          name: 'skip_review',
          version,
          label: t('transition.application.skip_review.label'),
          consequence: t('transition.application.skip_review.effect'),
          reason: 'required',
          refusal: mine?.refusal ?? null,
          typedReason: mine?.reason,
        },
      ]}
    />
  )
}

import { type RefusedAct, useActOf } from '../act-of.ts'
import { Acts } from '../act-panel.tsx'

/** T12: passes a qualified application on without experts, where its guideline asks for no review. */
export function SkipReviewAct({ version, refused }: { version: number; refused: RefusedAct }) {
  const actOf = useActOf('transition.application', version, refused)
  return <Acts acts={[{ ...actOf('skip_review'), reason: 'required' }]} />
}

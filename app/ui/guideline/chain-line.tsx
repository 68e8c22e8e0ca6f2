import { IconArrowRight } from '@tabler/icons-react'
import type { ChainStep } from '#app/domain/guideline/chain.ts'
import { useT } from '../page.tsx'
import { useValueWord } from './choice-words.ts'
import { useJoin } from './words.ts'

/** The levels of a chain in their order, as a line of boxes. */
export function ChainLine({ steps }: { steps: readonly ChainStep[] }) {
  const t = useT()
  const join = useJoin()
  const word = useValueWord()
  return (
    <ol className="qx-chain">
      <li>{t('common.role.applicant')}</li>
      {steps.map(({ level, required, coReview = [] }) => (
        <li key={level}>
          <IconArrowRight size={16} aria-hidden />
          <span>
            {t(`common.level.${level}`)}
            {!required && t('portal.optionalStep')}
            {coReview.length > 0 && (
              <small>
                {t('portal.coReview', { offices: join(coReview.map((office) => word('coReview', office))) })}
              </small>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

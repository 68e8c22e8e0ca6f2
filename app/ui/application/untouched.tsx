import { Link } from 'react-router'
import type { Label } from '#app/domain/application/form.ts'
import { useLabel } from '../guideline/words.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { useT } from '../page.tsx'

/** What was returned and is still as it was, each with what is wrong there and a link to it; nothing where all was touched. */
export function Untouched({
  id,
  items,
}: {
  id: string
  items: readonly { field: string; problem: string; place: Label | null }[]
}) {
  const t = useT()
  const label = useLabel()
  if (items.length === 0) return null
  return (
    <Message tone="wait">
      <p>{t('application.submit.untouched')}</p>
      <ul>
        {items.map(({ field, problem, place }) => (
          <li key={`${field} ${problem}`}>
            <Link to={`/applications/${id}/form?section=${field.split(/[.[]/)[0]}#${field}`}>
              {label(place)}
            </Link>{' '}
            <MarkChinese>
              <span>{problem}</span>
            </MarkChinese>
          </li>
        ))}
      </ul>
    </Message>
  )
}

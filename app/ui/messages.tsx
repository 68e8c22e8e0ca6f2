import { type ReactNode, useEffect, useRef } from 'react'
import type { FieldProblem, Refusal } from '#app/domain/kernel/refusal.ts'
import { useT, useText } from './page.tsx'

/** A quiet line for success, a standing one for everything that must be read. */
export function Message({
  tone,
  children,
}: {
  tone: 'good' | 'bad' | 'wait' | 'accent'
  children: ReactNode
}) {
  return (
    <div className="qx-message" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

/** Why an act was not done, with links to the fields it is about; takes the focus when it appears. */
export function RefusalMessage({
  refusal,
  hrefOf,
}: {
  refusal: Refusal | null | undefined
  /** where a field path leads; default is the element with that id */
  hrefOf?: (path: string) => string
}) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refusal) box.current?.focus()
  }, [refusal])
  if (!refusal) return null
  return (
    <div ref={box} className="qx-message" data-tone="bad" role="alert" tabIndex={-1}>
      <p>{text(`refusal.${refusal.code}`, refusal.params)}</p>
      {refusal.fields && <ProblemList problems={refusal.fields} hrefOf={hrefOf} />}
    </div>
  )
}

/** What is missing or wrong, each line a link to its field. */
export function ProblemList({
  problems,
  hrefOf = (path) => `#${path}`,
}: {
  problems: readonly FieldProblem[]
  hrefOf?: (path: string) => string
}) {
  const t = useT()
  const text = useText()
  return (
    <>
      <p>{t('common.form.errors', { count: problems.length })}</p>
      <ul className="qx-problems">
        {problems.map(({ path, code, params }) => (
          <li key={`${path} ${code}`}>
            <a href={hrefOf(path)}>{text(`problem.${code}`, params)}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Message of the field at `path`, or null: for the `error` of a field component. */
export function useProblemAt(problems: readonly FieldProblem[] | undefined): (path: string) => string | null {
  const text = useText()
  return (path) => {
    const problem = problems?.find((candidate) => candidate.path === path)
    return problem ? text(`problem.${problem.code}`, problem.params) : null
  }
}

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
      {refusal.fields && <ProblemLinks problems={refusal.fields} hrefOf={hrefOf} />}
    </div>
  )
}

type Problems = { problems: readonly FieldProblem[]; hrefOf?: (path: string) => string }

/** How much is missing or wrong, each line a link to its field. */
export function ProblemList(props: Problems) {
  const t = useT()
  return (
    <>
      <p>{t('common.form.errors', { count: props.problems.length })}</p>
      <ProblemLinks {...props} />
    </>
  )
}

function ProblemLinks({ problems, hrefOf = (path) => `#${path}` }: Problems) {
  const text = useText()
  return (
    <ul className="qx-problems">
      {problems.map(({ path, code, params }) => (
        <li key={`${path} ${code}`}>
          <a href={hrefOf(path)}>
            <b
              ref={(element) => {
                if (element) element.textContent = nameOfField(hrefOf(path).split('#')[1] ?? '')
              }}
            />
            {text(`problem.${code}`, params)}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** What the label of a field on this page says, without its marks; nothing for fields that stand elsewhere. */
function nameOfField(id: string): string {
  if (!id) return ''
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`)
  return label?.firstChild?.textContent?.trim() ?? ''
}

/** Message of the field at `path`, or null: for the `error` of a field component. */
export function useProblemAt(problems: readonly FieldProblem[] | undefined): (path: string) => string | null {
  const text = useText()
  return (path) => {
    const problem = problems?.find((candidate) => candidate.path === path)
    return problem ? text(`problem.${problem.code}`, problem.params) : null
  }
}

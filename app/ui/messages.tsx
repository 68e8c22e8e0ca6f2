import { useEffect, useRef, useState } from 'react'
import { useLocation, useRevalidator } from 'react-router'
import type { FieldProblem, Refusal } from '#app/domain/kernel/refusal.ts'

/** The page shows what is no longer so: a refused post leaves it as it was. */
const outdated: readonly string[] = ['stale_version', 'wrong_state']

type Told = Refusal | null | undefined

/** A refusal for as long as the page is at this address, though loading the page again forgets it. */
export function useKeptRefusal(refusal: Told): Told {
  const { key } = useLocation()
  const [kept, setKept] = useState<{ refusal: Refusal; key: string } | null>(null)
  if (refusal && outdated.includes(refusal.code) && kept?.refusal !== refusal) setKept({ refusal, key })
  return refusal ?? (kept?.key === key ? kept.refusal : null)
}

/**
 * Why an act was not done, with links to the fields it is about; takes the focus when it appears. Where the record has
 * moved on, the page is loaded again around what was typed.
 */
export function RefusalMessage({
  refusal: given,
  keptElsewhere = false,
  hrefOf,
}: {
  refusal: Told
  /** what stands around it goes on showing it */
  keptElsewhere?: boolean
  /** where a field path leads; default is the element with that id */
  hrefOf?: (path: string) => string
}) {
  const box = useRef<HTMLDivElement>(null)
  const kept = useKeptRefusal(given)
  const refusal = keptElsewhere ? given : kept
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (refusal) box.current?.focus()
  }, [refusal])
  useEffect(() => {
    if (given && outdated.includes(given.code)) void revalidate()
  }, [given, revalidate])
  if (!refusal) return null
  return (
    <div ref={box} className="qx-message" data-tone="bad" role="alert" tabIndex={-1}>
      <p>{refusal.words}</p>
      {refusal.fields && <ProblemLinks problems={refusal.fields} hrefOf={hrefOf} />}
    </div>
  )
}

type Problems = { problems: readonly FieldProblem[]; hrefOf?: (path: string) => string }

function ProblemLinks({ problems, hrefOf = (path) => `#${path}` }: Problems) {
  return (
    <ul className="qx-problems">
      {problems.map(({ path, code, words }) => (
        <li key={`${path} ${code}`}>
          <a href={hrefOf(path)}>
            <b
              ref={(element) => {
                if (element) element.textContent = nameOfField(hrefOf(path).split('#')[1] ?? '')
              }}
            />
            {words}
          </a>
        </li>
      ))}
    </ul>
  )
}

/**
 * What the label of a field on this page says, without its marks, after the name of the row or table it belongs to (`data-row`);
 * nothing for fields that stand elsewhere.
 */
function nameOfField(id: string): string {
  if (!id) return ''
  const label = document.querySelector<HTMLElement>(`label[for="${CSS.escape(id)}"]`)
  const named = label ?? document.getElementById(id)
  const name = label?.firstChild?.textContent?.trim() ?? named?.ariaLabel ?? ''
  const row = named?.closest<HTMLElement>('[data-row]')?.dataset.row
  return row && !name.includes(row) ? `${row} · ${name}` : name
}

/** Message of the field at `path`, or null: for the `error` of a field component. */
export function useProblemAt(problems: readonly FieldProblem[] | undefined): (path: string) => string | null {
  return (path) => {
    const problem = problems?.find((candidate) => candidate.path === path)
    return problem?.words ?? null
  }
}

import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { useText } from './page.tsx'

/** Problems that the browser found, said in the reader's words, as the server says its own. */
export function useProblemWords(): (problems: readonly FieldProblem[]) => FieldProblem[] {
  const text = useText()
  return (problems) =>
    problems.map((problem) => ({ ...problem, words: text(`problem.${problem.code}`, problem.params) }))
}

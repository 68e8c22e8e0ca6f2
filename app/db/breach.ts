/** Where something that always holds does not: which invariant, of what, what should be, what is. */
export type Breach = { invariant: string; subject: string; expected: string; found: string }

export function breach(invariant: string, subject: string, expected: string, found: string): Breach {
  return { invariant, subject, expected, found }
}

import type { Person } from './person.ts'

export type KeptDocument = { step: string; name: string }

/** What a stage of the journey works with. */
export type Season = {
  /** Does one step and prints its line. Whatever a step throws ends the journey. */
  step: (title: string, work: () => Promise<void>) => Promise<void>
  visitor: () => Person
  /** Somebody of the cast, signed in; the session lasts until the clock moves on. */
  as: (loginName: string) => Promise<Person>
  /** Moves the clock of server and worker to 'YYYY-MM-DD HH:mm' in Shanghai, or with seconds. */
  clock: (to: string) => Promise<void>
  /** Asks again until the worker has done it. */
  until: <T>(what: string, ask: () => Promise<T | null | undefined | false>) => Promise<T>
  /** Waits for a document that the person may read, downloads it and leaves it in the folder under this name. */
  keep: (person: Person, documentId: string, name: string) => Promise<Uint8Array>
  /** Accounts that do not have the password of the cast. */
  passwords: Map<string, string>
}

/** What later stages take from earlier ones. */
export type Passed = {
  guidelineId: string
  /** applications by the enterprise's short name */
  applications: Record<string, string>
  projectId: string
}

/** A part of the season. */
export type Play = (season: Season, passed: Passed) => Promise<void>

/** Stops the journey unless it holds. */
export function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}

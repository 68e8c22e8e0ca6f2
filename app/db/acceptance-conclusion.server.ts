import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** What a panel concluded of an acceptance, as the log has its hash. */
export type AcceptanceConclusion = {
  outcome: string
  opinion: string
  members: readonly { name: string; employer: string; duty: string }[]
  /** 0 unless passed */
  recognisedFen: bigint
  found: readonly string[]
}

/** SHA-256, hex, of the canonical JSON (RFC 8785). */
export function conclusionHash({ recognisedFen, ...concluded }: AcceptanceConclusion): string {
  return hash('sha256', canonicalize({ ...concluded, recognisedFen: String(recognisedFen) }) ?? '')
}

import type { CoReviewOffice } from '../guideline/chain.ts'

/** Offices asked beside the unit at a node, and what they have said of the application as it stands (A.4). */
export type CoReviewFacts = { missing: readonly CoReviewOffice[]; against: readonly CoReviewOffice[] }

/** What finance has said of a text that may need it: of a call to be published, of an allocation plan to be decided. */
export type FinanceWord = 'not_asked' | 'missing' | 'agreed' | 'against'

/** A call or a plan waits for finance: it may speak of it, and take back what it said, until the leader has decided. */
export function financeAsked(word: FinanceWord | undefined): boolean {
  return word !== undefined && word !== 'not_asked'
}

/** Nothing stands against the leader's decision: finance is not asked, or it has agreed to this very text. */
export function financeAgrees(word: FinanceWord | undefined): boolean {
  return word === 'not_asked' || word === 'agreed'
}

/** Kind of the opinion of such an office. */
export function coReviewKind(office: CoReviewOffice): `co_review_${CoReviewOffice}` {
  return `co_review_${office}`
}

type Opinion = { node: string; kind: string; conclusion: string; snapshotNumber: number }

/** Who of the asked offices has not spoken of this snapshot at this node, and who is against it. `opinions`: those that stand. */
export function coReviewFacts(
  asked: readonly CoReviewOffice[],
  {
    opinions,
    status,
    snapshotNumber,
  }: { opinions: readonly Opinion[]; status: string; snapshotNumber: number },
): CoReviewFacts {
  const of = (office: CoReviewOffice) =>
    opinions.find(
      (opinion) =>
        opinion.node === status &&
        opinion.kind === coReviewKind(office) &&
        opinion.snapshotNumber === snapshotNumber,
    )
  return {
    missing: asked.filter((office) => !of(office)),
    against: asked.filter((office) => of(office)?.conclusion === 'reject'),
  }
}

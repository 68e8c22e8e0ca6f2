import type { ReviewActName } from '#app/domain/review/acts.ts'

const lastPart: Record<ReviewActName, string> = {
  open: 'open',
  handle: 'handle',
  check: 'handle',
  co_review: 'co-review',
  recommend: 'recommend',
  qualify: 'qualify',
  return: 'return',
  return_down: 'return-down',
  reject: 'reject',
  grant_appeal: 'appeal-decision',
  ask_reopening: 'reopening',
  reopen: 'reopening',
  recuse: 'recuse',
}

/** Where an act is posted, and where it has a page of its own. */
export function pathOf(act: ReviewActName, id: string): string {
  return `/applications/${id}/${lastPart[act]}`
}

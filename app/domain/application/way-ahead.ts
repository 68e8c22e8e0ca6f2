import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { type InChain, nodesOf } from './chain-nodes.ts'
import type { ApplicationState } from './workflow.ts'

const afterChain: readonly ApplicationState[] = [
  'qualified',
  'in_review',
  'reviewed',
  'proposed',
  'publicity',
  'approved',
]
/** States beside the way, and where it goes on. */
const back: Partial<Record<string, ApplicationState>> = {
  site_check: 'reviewed',
  reserved: 'proposed',
  objection: 'publicity',
}

/**
 * The states that lie before an application if all goes well, in the order of life (A.3): the nodes of its own chain, then
 * review, proposal, decision and approval. What only some pass is left out; empty for what has ended.
 */
export function wayAhead(
  configuration: Pick<GuidelineConfiguration, 'chain' | 'reviewSkipped'>,
  application: InChain & { status: string; node: string | null },
): string[] {
  const { status, node } = application
  const way: string[] = [
    'draft',
    ...nodesOf(configuration, application),
    ...afterChain.filter((state) => state !== 'in_review' || !configuration.reviewSkipped),
  ]
  const aside = status === 'returned' ? node : back[status]
  const next = aside ? way.indexOf(aside) : way.indexOf(status) + 1
  return next > 0 ? way.slice(next) : []
}

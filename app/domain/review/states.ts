import { applicationWorkflow } from '../application/workflow.ts'

/** States in which offices see an application: all but a draft and what became of it. */
export const reviewStates = Object.keys(applicationWorkflow.states).filter(
  (state) => state !== 'draft' && state !== 'expired',
)

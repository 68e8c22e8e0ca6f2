import { applicationWorkflow } from './application/workflow.ts'
import { objectionWorkflow, planWorkflow } from './approval/workflow.ts'
import { disclosureWorkflow, epochWorkflow } from './audit/workflow.ts'
import { consultationWorkflow } from './evaluation/consultation.ts'
import { evaluationWorkflow } from './evaluation/workflow.ts'
import { clawbackWorkflow } from './funding/clawback.ts'
import { creditWorkflow } from './funding/credit.ts'
import { issueWorkflow, paymentWorkflow } from './funding/workflow.ts'
import { guidelineWorkflow } from './guideline/workflow.ts'
import { recommendationWorkflow } from './review/workflow.ts'
import { splitWorkflow } from './review/split.ts'
import { proposalWorkflow } from './scoring/proposal.ts'
import { expertWorkflow, panelWorkflow, seatWorkflow, sheetWorkflow } from './scoring/workflow.ts'
import { alertWorkflow } from './tracking/alert.ts'
import { contractWorkflow, projectWorkflow, reportWorkflow } from './tracking/workflow.ts'

/** Every workflow of the system, in the order of life. */
export const workflows = {
  guideline: guidelineWorkflow,
  application: applicationWorkflow,
  recommendation: recommendationWorkflow,
  split: splitWorkflow,
  proposal: proposalWorkflow,
  expert: expertWorkflow,
  panel: panelWorkflow,
  seat: seatWorkflow,
  sheet: sheetWorkflow,
  plan: planWorkflow,
  objection: objectionWorkflow,
  issue: issueWorkflow,
  payment: paymentWorkflow,
  project: projectWorkflow,
  contract: contractWorkflow,
  report: reportWorkflow,
  alert: alertWorkflow,
  clawback: clawbackWorkflow,
  credit: creditWorkflow,
  evaluation: evaluationWorkflow,
  consultation: consultationWorkflow,
  epoch: epochWorkflow,
  disclosure: disclosureWorkflow,
} as const

export type WorkflowName = keyof typeof workflows

export function isWorkflowName(name: string): name is WorkflowName {
  return Object.hasOwn(workflows, name)
}

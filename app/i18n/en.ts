import { common } from './en/common.ts'
import { session } from './en/session.ts'
import { office } from './en/office.ts'
import { portal } from './en/portal.ts'
import { guideline } from './en/guideline.ts'
import { studio } from './en/studio.ts'
import { configuration } from './en/configuration.ts'
import { application } from './en/application.ts'
import { review } from './en/review.ts'
import { scoring } from './en/scoring.ts'
import { expert } from './en/expert.ts'
import { approval } from './en/approval.ts'
import { funding } from './en/funding.ts'
import { tracking } from './en/tracking.ts'
import { alert } from './en/alert.ts'
import { evaluation } from './en/evaluation.ts'
import { enterprise } from './en/enterprise.ts'
import { admin } from './en/admin.ts'
import { audit } from './en/audit.ts'
import { events } from './en/events.ts'
import { help } from './en/help.ts'
import { reports } from './en/reports.ts'
import { refusal } from './en/refusal.ts'
import { problem } from './en/problem.ts'
import { rules } from './en/rules.ts'
import { state } from './en/state.ts'
import { transition } from './en/transition.ts'
import { workbook } from './en/workbook.ts'
import { notice } from './en/notice.ts'
import type { messages as source } from './zh-CN.ts'

export const messages = {
  common,
  session,
  office,
  portal,
  guideline,
  studio,
  configuration,
  application,
  review,
  scoring,
  expert,
  approval,
  funding,
  tracking,
  alert,
  evaluation,
  enterprise,
  admin,
  audit,
  events,
  help,
  reports,
  refusal,
  problem,
  rules,
  state,
  transition,
  workbook,
  notice,
} satisfies typeof source

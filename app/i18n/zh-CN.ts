/** Chinese, the source of truth: the shape that every other language satisfies. */
import { common } from './zh-CN/common.ts'
import { session } from './zh-CN/session.ts'
import { office } from './zh-CN/office.ts'
import { portal } from './zh-CN/portal.ts'
import { guideline } from './zh-CN/guideline.ts'
import { studio } from './zh-CN/studio.ts'
import { configuration } from './zh-CN/configuration.ts'
import { application } from './zh-CN/application.ts'
import { review } from './zh-CN/review.ts'
import { scoring } from './zh-CN/scoring.ts'
import { expert } from './zh-CN/expert.ts'
import { approval } from './zh-CN/approval.ts'
import { funding } from './zh-CN/funding.ts'
import { tracking } from './zh-CN/tracking.ts'
import { alert } from './zh-CN/alert.ts'
import { evaluation } from './zh-CN/evaluation.ts'
import { enterprise } from './zh-CN/enterprise.ts'
import { admin } from './zh-CN/admin.ts'
import { audit } from './zh-CN/audit.ts'
import { events } from './zh-CN/events.ts'
import { help } from './zh-CN/help.ts'
import { reports } from './zh-CN/reports.ts'
import { refusal } from './zh-CN/refusal.ts'
import { problem } from './zh-CN/problem.ts'
import { rules } from './zh-CN/rules.ts'
import { state } from './zh-CN/state.ts'
import { transition } from './zh-CN/transition.ts'
import { workbook } from './zh-CN/workbook.ts'
import { notice } from './zh-CN/notice.ts'

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
}

import { guideline } from './transition/guideline.ts'
import { application } from './transition/application.ts'
import { review } from './transition/review.ts'
import { scoring } from './transition/scoring.ts'
import { approval } from './transition/approval.ts'
import { funding } from './transition/funding.ts'
import { tracking } from './transition/tracking.ts'
import { evaluation } from './transition/evaluation.ts'
import { audit } from './transition/audit.ts'
import type { transition as source } from '../zh-CN/transition.ts'

export const transition = {
  ...guideline,
  ...application,
  ...review,
  ...scoring,
  ...approval,
  ...funding,
  ...tracking,
  ...evaluation,
  ...audit,
} satisfies typeof source

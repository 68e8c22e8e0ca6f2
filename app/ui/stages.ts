/** Address of each stage's first page. */
export const stagePaths = {
  office: '/work',
  guideline: '/guidelines',
  application: '/applications',
  review: '/review',
  scoring: '/scoring',
  approval: '/approval',
  funding: '/funding',
  tracking: '/projects',
  evaluation: '/evaluations',
  enterprise: '/enterprises',
  admin: '/admin',
  help: '/help',
} as const

export type StageName = keyof typeof stagePaths

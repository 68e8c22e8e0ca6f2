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

/** Further addresses of a stage, beside those that begin like its first page. */
const furtherPaths: Partial<Record<StageName, readonly string[]>> = {
  guideline: ['/funds'],
  review: ['/quotas', '/recommendations'],
  scoring: ['/experts'],
  tracking: ['/alerts'],
  enterprise: ['/enterprise'],
  admin: ['/audit'],
}

/** Does a page belong to a stage of the navigation? */
export function isOfStage(pathname: string, stage: StageName): boolean {
  const roots = [stagePaths[stage], ...(furtherPaths[stage] ?? [])]
  return roots.some((root) => pathname === root || pathname.startsWith(`${root}/`))
}

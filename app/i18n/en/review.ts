import type { review as source } from '../zh-CN/review.ts'

export const review = {
  ground: {
    quota: 'Beyond the quota',
    material: 'Material untrue or incomplete',
    policy: 'Not within the direction supported',
    other: 'Other',
  },
  document: { formal_review: 'Formal review', recommendation_sheet: 'Recommendation list' },
} satisfies typeof source

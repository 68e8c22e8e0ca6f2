/** Views of an office's list, in the order of its tabs. */
export const reviewViews = ['mine', 'waiting', 'overdue', 'done', 'all'] as const
export type ReviewView = (typeof reviewViews)[number]

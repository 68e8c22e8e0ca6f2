export const guideline = {}

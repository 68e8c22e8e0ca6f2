export const evaluation = {}

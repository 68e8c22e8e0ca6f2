export const transition = {}

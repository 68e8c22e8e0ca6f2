export const state = {}

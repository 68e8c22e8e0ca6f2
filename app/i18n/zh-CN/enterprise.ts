export const enterprise = {}

export const scoring = {}

export const notice = {}

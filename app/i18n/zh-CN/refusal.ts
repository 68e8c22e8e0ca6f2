export const refusal = {}

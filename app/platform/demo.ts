/** Password of every demo account; production has none of them. */
export const demoPassword = 'Qixiang-2026'

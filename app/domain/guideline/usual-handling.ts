/** Working days that a call gives unless it says otherwise: for the states after formal review, and to answer requests (0037). */
export const usualHandling = {
  startDays: 20,
  concludeDays: 20,
  siteDays: 10,
  decideDays: 5,
  objectionDays: 20,
  reopenDays: 5,
  withdrawDays: 5,
  opinionDays: 10,
  appealDays: 5,
  appealAnswerDays: 10,
} as const

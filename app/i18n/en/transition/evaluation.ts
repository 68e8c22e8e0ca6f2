import type { evaluation as source } from '../../zh-CN/transition/evaluation.ts'

export const evaluation = {
  evaluation: {
    ask: { label: 'Ask for self-evaluation', effect: '' },
    save: { label: 'Save', effect: '' },
    submit: { label: 'Submit self-evaluation', effect: 'Scored by the formula; the county reviews it.' },
    pass: { label: 'Pass', effect: 'It goes to the province.' },
    return: { label: 'Return', effect: 'The undertaker corrects it and sends it in again.' },
    advise: {
      label: 'Give an opinion',
      effect: 'Can be changed until the grade is confirmed; neither the applicant nor lower offices read it.',
    },
    confirm: { label: 'Confirm grade', effect: 'The grade takes effect and the project closes.' },
    ask_finance: {
      label: 'Confirm grade and send to finance',
      effect: 'The grade takes effect, and the project closes, once finance agrees.',
    },
    co_confirm: {
      label: 'Confirm together',
      effect: 'Holds for these very scores; the grade takes effect and the project closes.',
    },
    decline_co_confirm: {
      label: 'Do not agree to the grade',
      effect: 'Needs your reason; the province’s handler reviews the scores again.',
    },
  },
  consultation: {
    ask: {
      label: 'Ask the expert',
      effect:
        'The expert declares whether there is a conflict of interest and then reads the self-evaluation. The opinion advises the province.',
    },
    declare: { label: 'Declare no conflict and read', effect: '' },
    recuse: {
      label: 'Declare a conflict',
      effect: 'You are asked no more about this self-evaluation; the province asks somebody else.',
    },
    advise: {
      label: 'Give an opinion',
      effect:
        'Can be changed until the grade is confirmed; neither the applicant nor city and county read it or learn who gave it.',
    },
    withdraw: { label: 'Withdraw the request', effect: 'The expert can no longer read the self-evaluation.' },
    lapse: { label: 'End without an answer', effect: '' },
    close: { label: 'End', effect: '' },
  },
} satisfies typeof source

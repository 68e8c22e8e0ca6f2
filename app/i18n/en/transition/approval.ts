import type { approval as source } from '../../zh-CN/transition/approval.ts'

export const approval = {
  plan: {
    draft: { label: 'Draw up a plan', effect: '' },
    edit: { label: 'Adjust the plan', effect: '' },
    propose: { label: 'Submit for decision', effect: 'Amounts are fixed and budget is committed.' },
    send_back: { label: 'Send back', effect: 'Releases the budget; needs a reason.' },
    co_check: {
      label: 'Agree to the plan',
      effect: 'Holds for these projects and amounts only; a changed plan has to be checked again.',
    },
    decline_co_check: {
      label: 'Do not agree to the plan',
      effect: 'Needs your reason; the leader has to send it back and cannot decide it.',
    },
    decide: {
      label: 'Record decision and publish',
      effect: 'The list is on public notice, counted in working days.',
    },
    approve: { label: 'Approve', effect: 'Takes effect after the public notice.' },
    discard: { label: 'Discard', effect: 'The plan is void; its projects may enter a new one.' },
  },
  objection: {
    file: { label: 'File an objection', effect: '' },
    accept: { label: 'Accept objection', effect: 'Only this project stops; the others go on.' },
    refuse: { label: 'Do not accept', effect: 'Needs a reason.' },
    investigate: { label: 'Submit finding', effect: 'A leader decides.' },
    resolve: { label: 'Decide', effect: 'The finding must be written.' },
  },
} satisfies typeof source

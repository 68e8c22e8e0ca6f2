import type { funding as source } from '../../zh-CN/transition/funding.ts'

export const funding = {
  issue: {
    propose: { label: 'Draw up an issue', effect: 'A second person approves it.' },
    issue: {
      label: 'Approve the issue',
      effect: 'The money goes out to the finance offices and the notice is made.',
    },
    reject: { label: 'Reject the issue', effect: 'It is discarded; its number is free again.' },
  },
  payment: {
    list: { label: 'Put on the list', effect: '' },
    issue: { label: 'Issue funds', effect: '' },
    drop: { label: 'Take off the list', effect: '' },
    receive: { label: 'Record as received', effect: 'Then the money has to be paid in time.' },
    pay: { label: 'Record the payment', effect: 'Makes the voucher and asks the enterprise to confirm.' },
    confirm: { label: 'Confirm arrival', effect: 'Makes the confirmation; this payment is done.' },
    return: { label: 'Money came back', effect: 'The finance office looks into it and pays again.' },
    withdraw: { label: 'Hand back', effect: 'The money goes back to the province and may be issued anew.' },
  },
  clawback: {
    open: { label: 'Open the clawback', effect: '' },
    attach: { label: 'Upload what it rests on', effect: '' },
    propose: {
      label: 'Send for decision',
      effect: 'A leader decides. The amount is what was paid less what is recognised as eligible use.',
    },
    send_back: { label: 'Send back', effect: 'The handler drafts it again.' },
    decide: { label: 'Decide the clawback', effect: 'The handler then sends the notice.' },
    waive: { label: 'Claw nothing back', effect: 'The reason goes into the log; nothing is claimed.' },
    notify: { label: 'Send the notice', effect: 'Makes the notice; the term runs from today.' },
    repay: { label: 'Record a repayment', effect: 'Once all has come back, it is settled.' },
    mark_overdue: { label: 'Overdue', effect: '' },
    transfer: { label: 'Transfer for enforcement', effect: 'Another authority enforces it; it ends here.' },
  },
} satisfies typeof source

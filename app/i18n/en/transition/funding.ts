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
    ask_reversal: {
      label: 'Ask to reverse a repayment',
      effect:
        'Another person of your office checks it. Once it is reversed, the same voucher number can be recorded again.',
    },
    reverse: {
      label: 'Check and reverse',
      effect: 'An entry below nothing takes the repayment back; the amount repaid and the state follow.',
    },
    decline_reversal: {
      label: 'Drop the request to reverse',
      effect: 'The repayment stays as it was recorded.',
    },
    mark_overdue: { label: 'Overdue', effect: '' },
    transfer: { label: 'Transfer for enforcement', effect: 'Another authority enforces it; it ends here.' },
  },
  credit: {
    open: { label: 'Begin a credit record', effect: '' },
    attach: { label: 'Upload what it rests on', effect: '' },
    propose: {
      label: 'Send for decision',
      effect: 'A leader decides. Term and points follow the level.',
    },
    send_back: { label: 'Send back', effect: 'The handler drafts it again.' },
    record: {
      label: 'Record it',
      effect: 'It counts from today, and the enterprise is told. A grave one rules out applications.',
    },
    drop: { label: 'Do not record', effect: 'The reason goes into the log; the enterprise never sees it.' },
    add_evidence: { label: 'Upload the evidence', effect: '' },
    ask_repair: {
      label: 'Ask for repair',
      effect: 'The province looks into it; until then the record counts.',
    },
    pass_repair: {
      label: 'Give the opinion on the repair',
      effect: 'A leader decides. The enterprise does not read the opinion.',
    },
    repair: { label: 'Repair the record', effect: 'It counts no more, and the enterprise is told.' },
    refuse_repair: {
      label: 'Refuse the repair',
      effect: 'The record stands; the enterprise reads the reason.',
    },
    expire: { label: 'The record expires', effect: '' },
  },
} satisfies typeof source

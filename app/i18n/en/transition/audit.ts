import type { audit as source } from '../../zh-CN/transition/audit.ts'

export const audit = {
  disclosure: {
    ask: {
      label: 'Ask for the proof with its values',
      effect: 'Another person of the office answers within two working days.',
    },
    agree: {
      label: 'Agree to the proof',
      effect: 'Whoever asked can take it out for three working days; each time is an entry of the log.',
    },
    refuse: { label: 'Refuse the proof', effect: 'It stays here, and whoever asked reads the reason.' },
  },
  epoch: {
    ask: { label: 'Ask for a new epoch', effect: 'The audit administrator has to confirm.' },
    declare: {
      label: 'Declare the loss and begin the epoch',
      effect:
        'The log goes on from what is there, the lost range is published with a signature, and work goes on.',
    },
    decline: { label: 'Decline', effect: 'The system stays read-only.' },
  },
} satisfies typeof source

import type { review as source } from '../../zh-CN/transition/review.ts'

export const review = {
  recommendation: {
    generate: { label: 'Make recommendation list', effect: 'Taken from the list as it stands now.' },
    set_number: { label: 'Set the document number', effect: '' },
    attach_scan: { label: 'Upload the stamped scan', effect: '' },
    file: { label: 'File with stamped document', effect: 'Needs the document number and the stamped scan.' },
    supersede: { label: 'Supersede', effect: 'A changed list needs a new one.' },
  },
  split: {
    propose: {
      label: 'Propose the division',
      effect: 'An approver of your city confirms it; until then the places stay as they are.',
    },
    confirm: {
      label: 'Confirm the division',
      effect: 'It holds at once; counties and zones whose places change are told.',
    },
    decline: { label: 'Do not confirm', effect: 'Needs a reason; the places stay as they are.' },
    take_back: { label: 'Take back', effect: 'Another one may be proposed; the places stay as they are.' },
  },
} satisfies typeof source

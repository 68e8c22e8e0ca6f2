import type { guideline as source } from '../../zh-CN/transition/guideline.ts'

export const guideline = {
  guideline: {
    create: { label: 'Draft a guideline', effect: '' },
    save: { label: 'Save', effect: '' },
    submit: { label: 'Submit for approval', effect: 'A leader decides; it cannot be edited meanwhile.' },
    send_back: { label: 'Send back', effect: 'Goes back to the drafter with your reason.' },
    publish: {
      label: 'Approve and publish',
      effect: 'It becomes public; later changes need an amendment and may only extend deadlines.',
    },
    co_sign: {
      label: 'Co-sign',
      effect: 'Holds for this text only; a changed text has to be co-signed again.',
    },
    decline_co_sign: {
      label: 'Do not co-sign',
      effect: 'Needs your reason; the leader has to send it back and cannot publish it.',
    },
    open: { label: 'Open', effect: '' },
    propose_amendment: {
      label: 'Submit the amendment',
      effect: 'A leader decides; until then the public sees the text as it was.',
    },
    return_amendment: { label: 'Send the amendment back', effect: 'What is published stays as it is.' },
    amend: {
      label: 'Publish an amendment',
      effect:
        'Makes a new version and tells everyone with a draft; deadlines may be extended, never shortened.',
    },
    close: { label: 'Close', effect: '' },
    suspend: { label: 'Suspend', effect: 'Nobody can submit until it is resumed; drafts are kept.' },
    resume: { label: 'Resume', effect: 'It goes on with its deadlines.' },
    archive: { label: 'Archive', effect: 'It can only be read afterwards.' },
  },
} satisfies typeof source

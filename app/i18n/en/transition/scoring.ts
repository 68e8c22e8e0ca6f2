import type { scoring as source } from '../../zh-CN/transition/scoring.ts'

export const scoring = {
  proposal: {
    propose: {
      label: 'Propose the expert',
      effect: 'The organiser looks into it; you are told what comes of it.',
    },
    accept: {
      label: 'Admit',
      effect: 'Enters the pool; the office is told, and never learns of any panel.',
    },
    decline: { label: 'Do not admit', effect: 'Needs a reason, which the office reads.' },
    take_back: {
      label: 'Take the proposal back',
      effect: 'The organiser decides on it no more; you may propose the person again.',
    },
  },
  expert: {
    admit: { label: 'Admit', effect: '' },
    edit: { label: 'Edit', effect: '' },
    edit_own: {
      label: 'Edit the own record',
      effect: 'The organiser is told; where it bears on avoidance, that is asked again at once.',
    },
    suspend: { label: 'Suspend', effect: 'Not drawn while suspended.' },
    restore: { label: 'Restore', effect: 'May be drawn again.' },
    remove: { label: 'Remove', effect: 'Cannot be undone; past reviews are kept.' },
  },
  panel: {
    plan: { label: 'Plan a panel', effect: '' },
    publish_pool: { label: 'Fix the pool', effect: 'Pool and nonce commitment are logged before the draw.' },
    draw: {
      label: 'Witness the draw',
      effect: 'Your digits complete the seed; anybody can repeat the draw.',
    },
    open_scoring: { label: 'Open scoring', effect: 'Every member has signed the commitment.' },
    call_further: {
      label: 'Call further experts',
      effect:
        'When the substitutes are used up and places are open, the next of the same kind are invited in the order drawn under witness. Nobody chooses them.',
    },
    extend: {
      label: 'Extend scoring',
      effect: 'The end of scoring and the deadlines of its applications move.',
    },
    end_scoring: { label: 'End scoring', effect: 'All sheets are locked and go to supervision.' },
    resume_scoring: {
      label: 'Resume scoring',
      effect: 'Too few sheets count after one was declared void: another expert scores.',
    },
    sign: { label: 'Sign and seal', effect: 'The ranking is fixed.' },
  },
  seat: {
    invite: { label: 'Invite', effect: '' },
    accept: { label: 'Accept', effect: 'You sign the commitment next, and then take part.' },
    decline: { label: 'Decline', effect: 'The next substitute takes the seat.' },
    commit: { label: 'Sign commitment', effect: 'Material opens only afterwards.' },
    miss: { label: 'Mark absent', effect: 'The next substitute takes the seat.' },
    stand_by: { label: 'Put on stand-by', effect: '' },
    designate: {
      label: 'Designate an expert',
      effect:
        'Only when the drawn order has ended and a place is open: with a reason, approved by supervision, and written into the draw record. Field and city are not asked, avoidance is.',
    },
    approve_designation: {
      label: 'Agree to designate',
      effect: 'The expert is invited; the draw record is printed anew and says so.',
    },
    refuse_designation: {
      label: 'Refuse to designate',
      effect: 'The expert stays out of the panel; the organiser may name another.',
    },
    promote: { label: 'Call up', effect: '' },
    release: { label: 'Release', effect: 'All seats of the earlier draw are released.' },
  },
  sheet: {
    assign: { label: 'Assign', effect: '' },
    declare: { label: 'Declare no conflict', effect: 'The material opens.' },
    recuse: { label: 'Recuse', effect: 'Others review it; you will not see the material.' },
    save: { label: 'Save', effect: '' },
    submit: { label: 'Submit scores', effect: 'They cannot be changed afterwards.' },
    request_unlock: { label: 'Ask to unlock', effect: 'Supervision must agree; the old scores are kept.' },
    unlock: { label: 'Unlock', effect: 'The expert may score again.' },
    refuse_unlock: { label: 'Refuse to unlock', effect: 'The sheet stays as it was handed in.' },
    lock: { label: 'Lock', effect: '' },
    miss: { label: 'Mark absent', effect: 'It does not count as zero.' },
    void: {
      label: 'Declare void',
      effect:
        'The sheet does not count and the expert reads no more material; another expert takes over where too few remain.',
    },
  },
} satisfies typeof source

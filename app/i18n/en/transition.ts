import type { transition as source } from '../zh-CN/transition.ts'

export const transition = {
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
  application: {
    create: { label: 'Start an application', effect: '' },
    save: { label: 'Save', effect: '' },
    submit: {
      label: 'Submit application',
      effect: 'An unchangeable snapshot and a receipt number are made; the first reviewer takes over.',
    },
    recall: {
      label: 'Recall',
      effect: 'Possible until the reviewer opens it; submit again before the deadline.',
    },
    open: { label: 'Sign for it', effect: 'The applicant can no longer recall it.' },
    handle: { label: 'Give opinion', effect: 'The approver of this level decides on it.' },
    co_review: {
      label: 'Enter an opinion of an office asked',
      effect:
        'Only when every office that the call asks has agreed can this level pass the application on; after a correction it is asked again.',
    },
    recommend: { label: 'Recommend', effect: 'Takes one place of the quota and goes to the next level.' },
    return: {
      label: 'Return for correction',
      effect: 'The applicant corrects the listed items in time or the application lapses.',
    },
    resubmit: {
      label: 'Submit correction',
      effect: 'Makes a new snapshot; the reviewer sees the differences.',
    },
    return_down: {
      label: 'Return to the level below',
      effect: 'The lower level reviews again; the place is released.',
    },
    reject: {
      label: 'Reject',
      effect: 'Ends the application; the applicant may appeal once within 5 working days.',
    },
    check: { label: 'Give formal review opinion', effect: 'A second checker confirms it.' },
    qualify: { label: 'Qualify', effect: 'It goes to expert review.' },
    start_review: { label: 'Start review', effect: 'The material is frozen; experts declare and score.' },
    skip_review: { label: 'Skip expert review', effect: 'The basis must be written.' },
    finish_review: { label: 'Finish review', effect: 'Scores are aggregated and ranked.' },
    send_to_site: { label: 'Send to site check', effect: 'At least two people check on site.' },
    end_site: { label: 'End site check', effect: 'Records the finding.' },
    propose: { label: 'Propose', effect: 'Commits budget and goes to collective decision.' },
    reserve: { label: 'Hold in reserve', effect: 'No money this year; stays valid for three years.' },
    unpropose: { label: 'Take back', effect: 'Goes back to reviewed; the budget is released.' },
    not_approve: { label: 'Do not approve', effect: 'Needs a reason; the applicant may appeal.' },
    decide: { label: 'Record decision', effect: 'The proposed list goes to public notice.' },
    object: { label: 'Accept objection', effect: 'Only this project stops; the others go on.' },
    resolve: { label: 'Resolve objection', effect: 'The finding must be written.' },
    approve: { label: 'Approve', effect: 'Creates the project and its notice.' },
    withdraw: { label: 'Withdraw', effect: 'Releases the place and cannot be undone.' },
    expire: { label: 'Expire', effect: '' },
    lapse: { label: 'Lapse', effect: '' },
    grant_appeal: { label: 'Grant appeal', effect: 'Goes back to the node for a new review.' },
    reopen: { label: 'Reopen', effect: 'Needs two people and a written basis.' },
  },
  recommendation: {
    generate: { label: 'Make recommendation list', effect: 'Taken from the list as it stands now.' },
    set_number: { label: 'Set the document number', effect: '' },
    attach_scan: { label: 'Upload the stamped scan', effect: '' },
    file: { label: 'File with stamped document', effect: 'Needs the document number and the stamped scan.' },
    supersede: { label: 'Supersede', effect: 'A changed list needs a new one.' },
  },
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
    accept: { label: 'Accept', effect: '' },
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
    refuse_designation: { label: 'Refuse to designate', effect: '' },
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
    refuse_unlock: { label: 'Refuse to unlock', effect: '' },
    lock: { label: 'Lock', effect: '' },
    miss: { label: 'Mark absent', effect: 'It does not count as zero.' },
    void: {
      label: 'Declare void',
      effect:
        'The sheet does not count and the expert reads no more material; another expert takes over where too few remain.',
    },
  },
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
    discard: { label: 'Discard', effect: '' },
  },
  objection: {
    file: { label: 'File an objection', effect: '' },
    accept: { label: 'Accept objection', effect: 'Only this project stops; the others go on.' },
    refuse: { label: 'Do not accept', effect: 'Needs a reason.' },
    investigate: { label: 'Submit finding', effect: 'A leader decides.' },
    resolve: { label: 'Decide', effect: 'The finding must be written.' },
  },
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
  project: {
    create: { label: 'Create project', effect: '' },
    start_contract: { label: 'Start contract', effect: '' },
    sign: { label: 'Contract in force', effect: '' },
    pay_reward: { label: 'Reward paid in full', effect: '' },
    start_midterm: { label: 'Start mid-term check', effect: '' },
    end_midterm: { label: 'End mid-term check', effect: '' },
    ask_change: { label: 'Ask for a change', effect: 'The old contract holds until it is decided.' },
    decide_change: { label: 'Decide change', effect: '' },
    suspend: { label: 'Suspend', effect: '' },
    resume: { label: 'Resume', effect: '' },
    end_date_passed: { label: 'End date passed', effect: '' },
    apply_acceptance: {
      label: 'Apply for acceptance',
      effect: 'Needs indicator results and the audit report.',
    },
    return_materials: { label: 'Return materials', effect: 'Say what is missing.' },
    start_acceptance: { label: 'Start acceptance', effect: '' },
    accept: { label: 'Accept', effect: 'The acceptance opinion takes effect.' },
    rectify: { label: 'Ask for rectification', effect: 'One second acceptance is possible.' },
    fail: { label: 'Do not accept', effect: 'Ends the acceptance.' },
    terminate: { label: 'Terminate', effect: '' },
    revoke: { label: 'Revoke', effect: '' },
    close: { label: 'Close', effect: '' },
  },
  contract: {
    draw_up: { label: 'Draw up', effect: '' },
    sign_b: { label: 'Sign as party B', effect: 'The recommending unit signs next.' },
    sign_c: { label: 'Sign as party C', effect: 'The department signs next.' },
    sign_a: { label: 'Sign as party A', effect: 'The contract takes effect.' },
    change: { label: 'Change', effect: '' },
    fulfil: { label: 'Fulfil', effect: '' },
    terminate: { label: 'Terminate', effect: '' },
  },
  alert: {
    raise: { label: 'Raise alert', effect: '' },
    upgrade: { label: 'Raise its level', effect: '' },
    handle: {
      label: 'Report how it was handled',
      effect: 'Say what was found and done. The level above decides.',
    },
    return: { label: 'Return', effect: 'The county handles it anew in the given days.' },
    close: { label: 'Close alert', effect: 'After a red one, money and acceptance go on.' },
    lift: { label: 'Lift alert', effect: 'Where it does not hold or its cause is gone. Give the reason.' },
  },
  report: {
    ask: { label: 'Start report', effect: '' },
    save: { label: 'Save', effect: '' },
    submit: { label: 'Submit report', effect: 'The county reviews it.' },
    pass: { label: 'Pass', effect: 'It goes to the city.' },
    accept: { label: 'Settle', effect: '' },
    return: { label: 'Return', effect: 'The enterprise corrects and submits again.' },
  },
  evaluation: {
    ask: { label: 'Ask for self-evaluation', effect: '' },
    save: { label: 'Save', effect: '' },
    submit: { label: 'Submit self-evaluation', effect: 'Scored by the formula; the county reviews it.' },
    pass: { label: 'Pass', effect: 'It goes to the province.' },
    return: { label: 'Return', effect: '' },
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
      label: 'Do not agree',
      effect: 'Needs your reason; the province’s handler reviews the scores again.',
    },
  },
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

import type { tracking as source } from '../../zh-CN/transition/tracking.ts'

export const tracking = {
  project: {
    create: { label: 'Create project', effect: '' },
    start_contract: { label: 'Start contract', effect: '' },
    sign: { label: 'Contract in force', effect: '' },
    pay_reward: { label: 'Reward paid in full', effect: '' },
    start_midterm: {
      label: 'Start mid-term check',
      effect: 'The project goes on once the check has its conclusion.',
    },
    end_midterm: {
      label: 'End mid-term check',
      effect: 'The conclusion is kept with the project, which goes on.',
    },
    ask_change: { label: 'Ask for a change', effect: 'The old contract holds until it is decided.' },
    decide_change: { label: 'Decide change', effect: '' },
    suspend: {
      label: 'Suspend',
      effect: 'While it is halted, no money is paid and no alert is raised.',
    },
    resume: { label: 'Resume', effect: 'The project goes on and can be paid again.' },
    end_date_passed: { label: 'End date passed', effect: '' },
    apply_acceptance: {
      label: 'Apply for acceptance',
      effect: 'Needs indicator results and the audit report.',
    },
    return_materials: { label: 'Return materials', effect: 'Say what is missing.' },
    start_acceptance: {
      label: 'Start acceptance',
      effect: 'Acceptance begins; the conclusion rests on what the undertaker sent in.',
    },
    accept: { label: 'Accept', effect: 'The acceptance opinion takes effect.' },
    rectify: { label: 'Ask for rectification', effect: 'One second acceptance is possible.' },
    fail: { label: 'Do not accept', effect: 'Ends the acceptance.' },
    terminate: {
      label: 'Terminate',
      effect: 'The project ends with its contract; where money was paid, a clawback begins.',
    },
    revoke: {
      label: 'Revoke',
      effect:
        'The project ends with its contract; where money was paid a clawback begins, and a credit record is drafted.',
    },
    close: { label: 'Close', effect: 'The project is archived; no change or check follows.' },
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
    end: { label: 'End with the project', effect: '' },
    lift: { label: 'Cancel alert', effect: 'Where it does not hold or its cause is gone. Give the reason.' },
  },
  report: {
    ask: { label: 'Ask for the report', effect: '' },
    save: { label: 'Save', effect: '' },
    submit: { label: 'Submit report', effect: 'The county reviews it.' },
    pass: { label: 'Pass', effect: 'It goes to the city.' },
    accept: { label: 'Settle', effect: 'The report is settled; the undertaker cannot change it any more.' },
    return: { label: 'Return', effect: 'The enterprise corrects and submits again.' },
    lapse: { label: 'End with the project', effect: '' },
  },
} satisfies typeof source

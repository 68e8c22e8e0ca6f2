import type { application as source } from '../../zh-CN/transition/application.ts'

export const application = {
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
    recuse: {
      label: 'Declare a conflict',
      effect:
        'You will not act on this project any more, and cannot take this back. What you said at this step is void; a colleague is asked.',
    },
    return_down: {
      label: 'Return to the level below',
      effect: 'The lower level reviews again; the place is released.',
    },
    reject: {
      label: 'Reject',
      effect: 'Ends the application; the applicant may appeal once within the days of the call.',
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
} satisfies typeof source

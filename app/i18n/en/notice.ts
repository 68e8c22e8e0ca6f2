import type { notice as source } from '../zh-CN/notice.ts'

export const notice = {
  guideline_to_approve: { title: 'Guideline to approve', text: '“{guideline}” awaits your approval.' },
  amendment_to_approve: { title: 'Amendment to approve', text: '“{guideline}” is to be amended: {reason}' },
  guideline_returned: { title: 'Guideline sent back', text: '“{guideline}” was sent back: {reason}' },
  guideline_published: {
    title: 'Guideline published',
    text: '“{guideline}” is published; the deadline is {deadline}.',
  },
  guideline_amended: {
    title: 'Guideline amended',
    text: '“{guideline}” was amended: {reason}. Please check your application.',
  },
  co_sign_asked: {
    title: 'Guideline to co-sign',
    text: '“{guideline}” is before the leader; finance is asked to co-sign it.',
  },
  co_signed: {
    title: 'Guideline co-signed',
    text: 'Finance has co-signed “{guideline}”; it can be published.',
  },
  co_sign_declined: {
    title: 'Finance does not co-sign',
    text: 'Finance does not agree to “{guideline}”: {reason}',
  },
  application_submitted: {
    title: 'Application received',
    text: '“{project}” was submitted; receipt number {receipt}.',
  },
  application_waiting: { title: 'Application to review', text: '“{project}” of {applicant} awaits review.' },
  co_review_asked: {
    title: 'Opinion of finance asked',
    text: 'Finance is asked for its opinion on “{project}” of {applicant}.',
  },
  application_passed_on: {
    title: 'Application recommended',
    text: '“{project}” passed and went to the next level.',
  },
  application_returned: {
    title: 'Application returned',
    text: '“{project}” needs correction by {deadline}: {reason}',
  },
  officer_recused: {
    title: 'A colleague declared a conflict',
    text: '{person} declared a conflict about “{project}” and acts on it no more. Somebody else of the office takes it over.',
  },
  application_returned_down: {
    title: 'Application returned to you',
    text: '“{project}” was returned by the level above: {reason}',
  },
  application_rejected: {
    title: 'Application rejected',
    text: '“{project}” was rejected: {reason}. You may appeal once; its page says until when.',
  },
  application_qualified: {
    title: 'Application qualified',
    text: '“{project}” passed the provincial formal review.',
  },
  application_expired: { title: 'Application expired', text: '“{project}” was not submitted in time.' },
  application_withdrawn: { title: 'Application withdrawn', text: '“{project}” was withdrawn.' },
  withdrawal_asked: {
    title: 'Withdrawal asked for',
    text: '{applicant} asks to withdraw “{project}”: {reason}',
  },
  withdrawal_answered: {
    title: 'Answer to a withdrawal',
    text: 'The recommender on withdrawing “{project}”: {answer}.',
  },
  application_in_publicity: {
    title: 'Public notice',
    text: '“{project}” is on the proposed list until {deadline}.',
  },
  application_objection: {
    title: 'Objection received',
    text: 'An objection to “{project}” is being handled.',
  },
  application_objection_resolved: {
    title: 'Objection decided',
    text: 'The objection to “{project}” was decided: {outcome}.',
  },
  application_approved: {
    title: 'Project approved',
    text: '“{project}” is approved with {amount} (10,000 yuan).',
  },
  application_not_approved: { title: 'Not approved', text: '“{project}” was not approved: {reason}' },
  application_reserved: { title: 'Held in reserve', text: '“{project}” is held in reserve.' },
  application_reopened: { title: 'Application reopened', text: '“{project}” was reopened.' },
  appeal_filed: { title: 'Appeal filed', text: '“{project}” was appealed.' },
  appeal_decided: { title: 'Appeal decided', text: 'Appeal of “{project}”: {reason}' },
  split_proposed: {
    title: 'Division of places to confirm',
    text: 'A division of the places of “{guideline}” is proposed: {sum} of {places}. Please confirm it.',
  },
  split_declined: {
    title: 'Division of places not confirmed',
    text: 'The division of the places of “{guideline}” was not confirmed: {reason}',
  },
  split_confirmed: {
    title: 'Places given to your office',
    text: 'Under “{guideline}” {city} gives your office {places} places to recommend.',
  },
  split_lifted: {
    title: 'No places of your own any more',
    text: 'Under “{guideline}” {city} gives your office no places of its own any more; the city chooses within its places.',
  },
  document_failed: {
    title: 'A file could not be made',
    text: '“{document}” could not be made; the administrators have been told. What you did holds all the same.',
  },
  job_failed: {
    title: 'A file has to be made again',
    text: '“{document}” failed several times. Look at the reason, mend it and have it made again.',
  },
  document_ready: { title: 'File ready', text: '“{document}”, which you asked for, can be downloaded.' },
  principal_appointed: {
    title: 'You are now principal',
    text: '{person} made you principal of your enterprise: you open and close the accounts of its people.',
  },
  delegation_set: {
    title: 'Delegation set',
    text: '{deputy} stands in for {absent} from {from} to {until}.',
  },
  delegation_started: {
    title: 'Delegation began',
    text: 'You stand in for {absent} until {until}. What is to do is on your desk.',
  },
  delegation_ended: {
    title: 'Delegation ended early',
    text: '{deputy} no longer stands in for {absent} (was until {until}).',
  },
  disclosure_asked: {
    title: 'A proof to agree to',
    text: '{name} asks for the proof of entry {index} of the log with its values.',
  },
  disclosure_agreed: {
    title: 'A proof can be taken out',
    text: 'The proof of entry {index} with its values can be taken out until {until}.',
  },
  disclosure_refused: {
    title: 'A proof was refused',
    text: 'The proof of entry {index} with its values was refused; the reason stands with the request.',
  },
  due_soon: { title: 'Due soon', text: '“{project}” is due by {deadline}.' },
  overdue: { title: 'Overdue', text: '“{project}” was due by {deadline}.' },
  due_soon_several: {
    title: 'Several due soon',
    text: '{count} applications, “{project}” among them, are due by {deadline}.',
  },
  overdue_several: {
    title: 'Several overdue',
    text: '{count} applications, “{project}” among them, were due by {deadline}.',
  },
  proposal_waiting: {
    title: 'An expert is proposed',
    text: '{office} proposes {expert} for the pool of experts.',
  },
  proposal_admitted: { title: 'Expert admitted', text: '{expert}, whom your office proposed, is admitted.' },
  proposal_declined: {
    title: 'Expert not admitted',
    text: '{expert}, whom your office proposed, is not admitted: {reason}',
  },
  expert_changed: {
    title: 'An expert changed the own record',
    text: '{expert} changed the own record: {fields}.',
  },
  expert_rechecked: {
    title: 'Avoidance asked again',
    text: 'What avoidance follows from was changed in the record of {expert} ({fields}); for “{panels}” it was asked again and nothing was found.',
  },
  seat_tied: {
    title: 'Expert to be avoided, seat released',
    text: 'After a change of their record {expert} is tied to an application of “{panel}” ({rules}): the seat was released, and the next of the drawn order is called.',
  },
  sheets_tied: {
    title: 'Expert to be avoided',
    text: 'After a change of their record {expert} is tied to applications of “{panel}” ({rules}): {recused} open sheets were recused; supervision decides whether the {late} handed in are void.',
  },
  seat_invited: {
    title: 'Invitation to review',
    text: 'You are invited to the panel “{panel}”; please answer by {deadline}.',
  },
  sheets_open: { title: 'Scoring open', text: 'Scoring of “{panel}” is open until {deadline}.' },
  sheet_unlocked: {
    title: 'Sheet unlocked',
    text: 'A sheet of “{panel}” was unlocked; please submit again.',
  },
  designation_asked: {
    title: 'An expert is to be designated',
    text: '“{panel}” asks to designate an expert: {reason}',
  },
  sheet_voided: {
    title: 'Sheet declared void',
    text: 'Supervision declared a sheet of “{panel}” void: {reason}',
  },
  unlock_requested: { title: 'Unlock requested', text: 'A sheet of “{panel}” asks to be unlocked: {reason}' },
  panel_to_sign: { title: 'Panel to sign', text: 'Scoring of “{panel}” ended; please sign.' },
  plan_to_decide: { title: 'Plan to decide', text: '“{plan}” awaits collective decision.' },
  co_check_asked: {
    title: 'Plan to co-check',
    text: '“{plan}” is submitted for decision; finance is asked to check it.',
  },
  co_checked: { title: 'Plan co-checked', text: 'Finance agrees to “{plan}”; it can be decided.' },
  co_check_declined: {
    title: 'Finance does not agree to a plan',
    text: 'Finance does not agree to “{plan}”: {reason}',
  },
  objection_filed: {
    title: 'Objection filed',
    text: 'An objection to “{project}” came in; decide within 2 working days.',
  },
  objection_accepted: {
    title: 'Objection accepted',
    text: 'The objection of your office to “{project}” was accepted and is looked into.',
  },
  objection_not_accepted: {
    title: 'Objection not accepted',
    text: 'The objection of your office to “{project}” was not accepted: {reason}',
  },
  objection_resolved: {
    title: 'Objection decided',
    text: 'The objection of your office to “{project}” was decided: {reason}',
  },
  objection_to_resolve: {
    title: 'Objection to resolve',
    text: 'The objection to “{project}” was investigated; please decide.',
  },
  issue_to_approve: {
    title: 'Funds to be issued',
    text: '{documentNo} issues {amount} × 10,000 yuan to {count} projects; please approve.',
  },
  issue_rejected: { title: 'Issue rejected', text: '{documentNo} was rejected: {reason}' },
  payment_to_receive: {
    title: 'Money was issued',
    text: '{amount} × 10,000 yuan for “{project}” were issued; record their arrival and pay them.',
  },
  payment_issued: {
    title: 'Money was issued',
    text: '{amount} × 10,000 yuan for “{project}” are on their way to the finance office, which pays them.',
  },
  payment_to_confirm: {
    title: 'Money was paid',
    text: '{amount} × 10,000 yuan for “{project}” were paid; please confirm the arrival.',
  },
  payment_returned: {
    title: 'Money came back',
    text: '{amount} × 10,000 yuan for “{project}” came back: {reason}',
  },
  payment_withdrawn: {
    title: 'Money was handed back',
    text: '{amount} × 10,000 yuan for “{project}” went back to the province: {reason}',
  },
  clawback_opened: {
    title: 'A clawback to draft',
    text: '“{project}” was ended after {amount} × 10,000 yuan were paid; please draft the clawback.',
  },
  clawback_to_decide: {
    title: 'A clawback to decide',
    text: 'It is proposed to claw back {amount} × 10,000 yuan from “{project}”.',
  },
  clawback_sent_back: {
    title: 'A clawback was sent back',
    text: 'The clawback of “{project}” was sent back: {reason}',
  },
  clawback_decided: {
    title: 'A clawback was decided',
    text: '{amount} × 10,000 yuan are clawed back from “{project}”; please send the notice.',
  },
  clawback_waived: {
    title: 'Nothing is clawed back',
    text: 'What was paid to “{project}” need not be paid back: {reason}',
  },
  clawback_notified: {
    title: 'Please pay the money back',
    text: '{amount} × 10,000 yuan of “{project}” are to be paid back by {deadline}; see the notice.',
  },
  clawback_to_collect: {
    title: 'Money to be taken in',
    text: '{amount} × 10,000 yuan of “{project}” are due by {deadline}; please record what arrives.',
  },
  clawback_repaid: {
    title: 'A repayment was recorded',
    text: '{amount} × 10,000 yuan of “{project}” came back; {left} are left.',
  },
  clawback_reversal_asked: {
    title: 'A reversal to check',
    text: 'A repayment of “{project}” of {amount} × 10,000 yuan is to be reversed; please check it: {reason}',
  },
  clawback_reversed: {
    title: 'A repayment was reversed',
    text: 'A repayment of “{project}” of {amount} × 10,000 yuan was recorded wrongly and is reversed; {left} are left.',
  },
  clawback_overdue: {
    title: 'Repayment overdue',
    text: '{left} × 10,000 yuan of “{project}” were due by {deadline}; please pay at once.',
  },
  clawback_to_transfer: {
    title: 'A clawback is overdue',
    text: '{left} × 10,000 yuan of “{project}” are overdue; please decide on the transfer.',
  },
  clawback_transferred: {
    title: 'The clawback was transferred',
    text: '{left} × 10,000 yuan of “{project}” were passed on for enforcement: {reason}',
  },
  credit_opened: {
    title: 'A credit record to draft',
    text: 'The undertaker of “{project}” is to go on the credit records; please draft it.',
  },
  credit_to_decide: {
    title: 'A credit record to decide',
    text: 'The credit record of the undertaker of “{project}” waits for a decision.',
  },
  credit_sent_back: {
    title: 'A credit record was sent back',
    text: 'The credit record about “{project}” was sent back: {reason}',
  },
  credit_recorded: {
    title: 'You are on the credit records',
    text: 'Because of “{project}” you are on the credit records of special funds until {until}. Once things are put right you may ask for repair.',
  },
  credit_dropped: {
    title: 'A credit record was not made',
    text: 'Nothing is recorded about “{project}”: {reason}',
  },
  credit_repair_asked: {
    title: 'A credit repair to look into',
    text: 'The undertaker of “{project}” asks for repair of its credit; please give an opinion.',
  },
  credit_repair_to_decide: {
    title: 'A credit repair to decide',
    text: 'The credit repair of the undertaker of “{project}” waits for a decision.',
  },
  credit_repaired: {
    title: 'Your credit is repaired',
    text: 'The credit record about “{project}” is repaired and counts no more.',
  },
  credit_repair_refused: {
    title: 'The credit repair was refused',
    text: 'The credit record about “{project}” stands: {reason}. It counts until {until}.',
  },
  credit_expired: {
    title: 'Your credit record expired',
    text: 'The credit record about “{project}” has expired and counts no more.',
  },
  contract_to_sign: { title: 'Contract to sign', text: 'The contract of “{project}” awaits signature.' },
  contract_effective: { title: 'Contract in force', text: 'The contract of “{project}” is in force.' },
  report_due: { title: 'Report due', text: 'The {period} report of “{project}” is due by {deadline}.' },
  report_waiting: { title: 'Report to review', text: 'The {period} report of “{project}” awaits review.' },
  report_returned: { title: 'Returned', text: 'The {period} material of “{project}” was returned: {reason}' },
  report_accepted: { title: 'Report settled', text: 'The {period} report of “{project}” is settled.' },
  acceptance_due: { title: 'Acceptance due', text: '“{project}” has ended; apply for acceptance.' },
  acceptance_waiting: { title: 'Acceptance applied for', text: '“{project}” applies for acceptance.' },
  acceptance_concluded: { title: 'Acceptance concluded', text: 'Acceptance of “{project}”: {outcome}.' },
  project_stopped: { title: 'Project stopped', text: '“{project}”: {reason}' },
  alert_raised: {
    title: 'Risk alert to handle',
    text: '“{project}” — {riskLevel}: {risk}. Please handle it by {deadline}.',
  },
  alert_told: {
    title: 'Your project has a risk alert',
    text: '“{project}” — {riskLevel}: {toldRisk}. Please see what is asked of you.',
  },
  alert_handled: {
    title: 'Risk alert to close',
    text: '“{project}” — {riskLevel}: {risk}. The county has handled it; the approver now closes or returns it.',
  },
  alert_returned: {
    title: 'Risk alert returned',
    text: '“{project}” — {riskLevel}: {risk}. To be handled anew: {reason}',
  },
  alert_closed: {
    title: 'Risk alert ended',
    text: '“{project}” — {riskLevel}: {toldRisk}. The alert has ended.',
  },
  evaluation_asked: {
    title: 'Self-evaluation due',
    text: 'The self-evaluation of “{project}” is due by {deadline}.',
  },
  evaluation_waiting: {
    title: 'Self-evaluation to review',
    text: 'The self-evaluation of “{project}” awaits review.',
  },
  evaluation_returned: {
    title: 'Self-evaluation returned',
    text: 'The self-evaluation of “{project}” was returned: {reason}',
  },
  co_confirm_asked: {
    title: 'Grade to confirm together',
    text: 'The province gives “{project}” {score}, grade {grade}; finance is asked to confirm it too.',
  },
  co_confirm_declined: {
    title: 'Finance does not agree to a grade',
    text: 'Finance does not agree to the grade of “{project}”: {reason}',
  },
  opinion_due_soon: {
    title: 'An opinion on a self-evaluation is due soon',
    text: 'Please give your opinion on the self-evaluation of “{project}” by {deadline}.',
  },
  opinion_overdue: {
    title: 'An opinion on a self-evaluation is overdue',
    text: 'Your opinion on the self-evaluation of “{project}” was due by {deadline}. You can still give it until the review ends.',
  },
  consultation_due_soon: {
    title: 'Your opinion on a self-evaluation is due soon',
    text: 'Please give your opinion on the self-evaluation of “{project}” by {deadline}, or declare a conflict of interest.',
  },
  consultation_overdue: {
    title: 'Your opinion on a self-evaluation is overdue',
    text: 'Your opinion on the self-evaluation of “{project}” was due by {deadline}. You can still give it until the review ends.',
  },
  consultation_unanswered: {
    title: 'An expert has not given an opinion in time',
    text: '“{expert}” gave no opinion on the self-evaluation of “{project}” by {deadline}. You can go on waiting, or withdraw the request and ask another expert.',
  },
  consultation_asked: {
    title: 'Your opinion on a self-evaluation is asked for',
    text: 'Please give your opinion on the self-evaluation of “{project}” by {deadline}. First declare whether you have a conflict of interest.',
  },
  consultation_conflicted: {
    title: 'An expert has a conflict of interest',
    text: '“{expert}” gives no opinion on the self-evaluation of “{project}”. You can ask another expert.',
  },
  consultation_withdrawn: {
    title: 'A request for your opinion was withdrawn',
    text: 'Your opinion on the self-evaluation of “{project}” is no longer asked for: {reason}',
  },
  consultation_lapsed: {
    title: 'A request for your opinion has ended',
    text: 'The review of the self-evaluation of “{project}” has ended. Your opinion is no longer needed.',
  },
  evaluation_confirmed: { title: 'Grade confirmed', text: '“{project}” scored {score}, grade {grade}.' },
} satisfies typeof source

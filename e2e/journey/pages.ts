import type { loader as approvalApplication } from '../../app/routes/approval/application.tsx'
import type { loader as approvalList } from '../../app/routes/approval/list.tsx'
import type { loader as objection } from '../../app/routes/approval/objection.tsx'
import type { loader as objections } from '../../app/routes/approval/objections.tsx'
import type { loader as plan } from '../../app/routes/approval/plan.tsx'
import type { loader as publicity } from '../../app/routes/approval/publicity.tsx'
import type { loader as publicityList } from '../../app/routes/approval/publicity-list.tsx'
import type { loader as applicationCheck } from '../../app/routes/application/check.tsx'
import type { loader as applicationForm } from '../../app/routes/application/form.tsx'
import type { loader as applicationNew } from '../../app/routes/application/new.tsx'
import type { loader as applicationShow } from '../../app/routes/application/show.tsx'
import type { loader as applicationSubmit } from '../../app/routes/application/submit.tsx'
import type { loader as audit } from '../../app/routes/admin/audit.tsx'
import type { loader as jobs } from '../../app/routes/admin/jobs.tsx'
import type { loader as mails } from '../../app/routes/admin/mails.tsx'
import type { action as newUserAct, loader as newUser } from '../../app/routes/admin/new-user.tsx'
import type { loader as users } from '../../app/routes/admin/users.tsx'
import type { loader as profile } from '../../app/routes/enterprise/profile.tsx'
import type { loader as evaluation } from '../../app/routes/evaluation/show.tsx'
import type { loader as fundingIssue } from '../../app/routes/funding/issue.tsx'
import type { loader as fundingList } from '../../app/routes/funding/list.tsx'
import type { loader as newIssue } from '../../app/routes/funding/new-issue.tsx'
import type { loader as payment } from '../../app/routes/funding/payment.tsx'
import type { loader as guidelineNew } from '../../app/routes/guideline/new.tsx'
import type { loader as guidelineShow } from '../../app/routes/guideline/show.tsx'
import type { loader as studio } from '../../app/routes/guideline/studio.tsx'
import type { loader as home } from '../../app/routes/office/home.tsx'
import type { loader as calls } from '../../app/routes/portal/calls.tsx'
import type { loader as newSheet } from '../../app/routes/review/new-sheet.tsx'
import type { loader as reviewSheet } from '../../app/routes/review/sheet.tsx'
import type { loader as reviewSheets } from '../../app/routes/review/sheets.tsx'
import type { loader as reviewSide } from '../../app/routes/review/side.tsx'
import type { loader as experts } from '../../app/routes/scoring/experts.tsx'
import type { loader as mine } from '../../app/routes/scoring/mine.tsx'
import type { loader as newPanel } from '../../app/routes/scoring/new-panel.tsx'
import type { loader as panel } from '../../app/routes/scoring/panel.tsx'
import type { loader as scoreSheet } from '../../app/routes/scoring/sheet.tsx'
import type { loader as acceptance } from '../../app/routes/tracking/acceptance.tsx'
import type { loader as contract } from '../../app/routes/tracking/contract.tsx'
import type { loader as projects } from '../../app/routes/tracking/list.tsx'
import type { loader as report } from '../../app/routes/tracking/report.tsx'
import type { loader as project } from '../../app/routes/tracking/show.tsx'

/** The pages that the journey reads, by the id of their route: what their loaders give to the browser. */
type Loaders = {
  'admin/audit': typeof audit
  'admin/jobs': typeof jobs
  'admin/mails': typeof mails
  'admin/new-user': typeof newUser
  'admin/users': typeof users
  'application/check': typeof applicationCheck
  'application/form': typeof applicationForm
  'application/new': typeof applicationNew
  'application/show': typeof applicationShow
  'application/submit': typeof applicationSubmit
  'approval/application': typeof approvalApplication
  'approval/list': typeof approvalList
  'approval/objection': typeof objection
  'approval/objections': typeof objections
  'approval/plan': typeof plan
  'approval/publicity': typeof publicity
  'approval/publicity-list': typeof publicityList
  'enterprise/profile': typeof profile
  'evaluation/show': typeof evaluation
  'funding/issue': typeof fundingIssue
  'funding/list': typeof fundingList
  'funding/new-issue': typeof newIssue
  'funding/payment': typeof payment
  'guideline/new': typeof guidelineNew
  'guideline/show': typeof guidelineShow
  'guideline/studio': typeof studio
  'office/home': typeof home
  'portal/calls': typeof calls
  'review/new-sheet': typeof newSheet
  'review/sheet': typeof reviewSheet
  'review/sheets': typeof reviewSheets
  'review/side': typeof reviewSide
  'scoring/experts': typeof experts
  'scoring/mine': typeof mine
  'scoring/new-panel': typeof newPanel
  'scoring/panel': typeof panel
  'scoring/sheet': typeof scoreSheet
  'tracking/acceptance': typeof acceptance
  'tracking/contract': typeof contract
  'tracking/list': typeof projects
  'tracking/report': typeof report
  'tracking/show': typeof project
}

export type Page = keyof Loaders
export type PageData<P extends Page> = Awaited<ReturnType<Loaders[P]>>

/** Pages whose form is answered by the page itself. */
type Actions = { 'admin/new-user': typeof newUserAct }

export type ActionPage = keyof Actions
/** What the action gives when it was done. */
export type ActionData<P extends ActionPage> = Exclude<Awaited<ReturnType<Actions[P]>>, { type: string }>

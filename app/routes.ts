import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  // ---- public: keep app/routes/public.ts in step ----------------------------
  route('sign-in', 'routes/session/sign-in.tsx'),
  route('sign-out', 'routes/session/sign-out.ts'),
  route('signed-in-again', 'routes/session/signed-in-again.tsx'),
  route('language', 'routes/session/language.ts'),

  route('register', 'routes/enterprise/register.tsx'),

  // portal
  index('routes/portal/calls.tsx'),
  route('call/:code', 'routes/portal/call.tsx'),

  // publicity
  route('publicity', 'routes/approval/publicity-list.tsx'),
  route('publicity/:planId', 'routes/approval/publicity.tsx'),

  // audit
  route('v/:entry', 'routes/audit/entry.tsx'),
  route('v/:entry/proof', 'routes/audit/proof.ts'),
  route('log', 'routes/audit/log.tsx'),
  route('log/tile/*', 'routes/audit/log-tile.ts'),
  route('log/:file', 'routes/audit/log-file.ts'),

  layout('routes/signed-in.tsx', [
    layout('routes/inside.tsx', [
      // session
      route('session/alive', 'routes/session/alive.ts'),
      route('password', 'routes/session/password.tsx'),
      route('contact', 'routes/session/contact.tsx'),
      route('delegation', 'routes/session/delegation.tsx'),

      // audit
      route('receipts/:entry', 'routes/audit/receipt.ts'),

      // office
      route('work', 'routes/office/home.tsx'),
      route('notices', 'routes/office/notices.tsx'),
      route('acts', 'routes/office/acts.tsx'),
      route('search', 'routes/office/search.tsx'),

      // guideline
      route('guidelines', 'routes/guideline/list.tsx'),
      route('guidelines/new', 'routes/guideline/new.tsx'),
      route('guidelines/:id', 'routes/guideline/show.tsx'),
      route('guidelines/:id/amend', 'routes/guideline/amend.tsx'),
      route('guidelines/:id/studio', 'routes/guideline/studio.tsx'),
      route('guidelines/:id/save', 'routes/guideline/save.ts'),
      route('funds', 'routes/guideline/funds.tsx'),

      // application
      route('applications', 'routes/application/list.tsx'),
      route('applications/export', 'routes/application/export.ts'),
      route('applications/new', 'routes/application/new.tsx'),
      route('applications/:id', 'routes/application/show.tsx'),
      route('applications/:id/form', 'routes/application/form.tsx'),
      route('applications/:id/save', 'routes/application/save.ts'),
      route('applications/:id/check', 'routes/application/check.tsx'),
      route('applications/:id/submit', 'routes/application/submit.tsx'),
      route('files/applications/:id', 'routes/application/upload.ts'),

      // review
      route('review', 'routes/review/list.tsx'),
      route('review/recommend', 'routes/review/recommend-several.tsx'),
      route('review/listed', 'routes/review/listed.tsx'),
      route('review/:id/check', 'routes/review/side.tsx'),
      route('review/:id/duplicates/:other', 'routes/review/duplicate.tsx'),
      route('review/:id/listed/:listed', 'routes/review/listed-pair.tsx'),
      route('applications/:id/open', 'routes/review/open.tsx'),
      route('applications/:id/handle', 'routes/review/handle.tsx'),
      route('applications/:id/co-review', 'routes/review/co-review.tsx'),
      route('applications/:id/recommend', 'routes/review/recommend.tsx'),
      route('applications/:id/return', 'routes/review/return.tsx'),
      route('applications/:id/recuse', 'routes/review/recuse.tsx'),
      route('applications/:id/return-down', 'routes/review/return-down.tsx'),
      route('applications/:id/reject', 'routes/review/reject.tsx'),
      route('applications/:id/qualify', 'routes/review/qualify.tsx'),
      route('applications/:id/appeal-decision', 'routes/review/appeal-decision.tsx'),
      route('applications/:id/reopening', 'routes/review/reopening.tsx'),
      route('recommendations', 'routes/review/sheets.tsx'),
      route('recommendations/new', 'routes/review/new-sheet.tsx'),
      route('recommendations/:id', 'routes/review/sheet.tsx'),
      route('files/recommendations/:id', 'routes/review/upload-scan.ts'),
      route('quotas', 'routes/review/quotas.tsx'),
      route('quotas/:id/:city', 'routes/review/split.tsx'),

      // scoring
      route('scoring', 'routes/scoring/list.tsx'),
      route('scoring/panels/new', 'routes/scoring/new-panel.tsx'),
      route('scoring/panels/:id', 'routes/scoring/panel.tsx'),
      route('scoring/panels/:id/ranking.json', 'routes/scoring/ranking-data.ts'),
      route('scoring/panels/:id/ranking.tlog-proof', 'routes/scoring/ranking-proof.ts'),
      route('scoring/panels/:id/draws/:number/draw.json', 'routes/scoring/draw-data.ts'),
      route('scoring/mine', 'routes/scoring/mine.tsx'),
      route('scoring/profile', 'routes/scoring/profile.tsx'),
      route('scoring/sheets/:id', 'routes/scoring/sheet.tsx'),
      route('scoring/sheets/:id/save', 'routes/scoring/save-sheet.ts'),
      route('experts', 'routes/scoring/experts.tsx'),
      route('experts/new', 'routes/scoring/new-expert.tsx'),
      route('experts/export', 'routes/scoring/export-experts.ts'),
      route('experts/import', 'routes/scoring/import-experts.tsx'),
      route('experts/proposals', 'routes/scoring/proposals.tsx'),
      route('experts/proposals/new', 'routes/scoring/new-proposal.tsx'),
      route('experts/proposals/:id', 'routes/scoring/proposal.tsx'),
      route('experts/:id', 'routes/scoring/expert.tsx'),

      // approval
      route('approval', 'routes/approval/list.tsx'),
      route('approval/plans/:id', 'routes/approval/plan.tsx'),
      route('approval/objections', 'routes/approval/objections.tsx'),
      route('approval/objections/:id', 'routes/approval/objection.tsx'),
      route('approval/applications/:id', 'routes/approval/application.tsx'),

      // funding
      route('funding', 'routes/funding/list.tsx'),
      route('funding/export', 'routes/funding/export.ts'),
      route('funding/issues', 'routes/funding/issues.tsx'),
      route('funding/issues/new', 'routes/funding/new-issue.tsx'),
      route('funding/issues/:id', 'routes/funding/issue.tsx'),
      route('funding/clawbacks', 'routes/funding/clawbacks.tsx'),
      route('funding/clawbacks/export', 'routes/funding/export-clawbacks.ts'),
      route('funding/clawbacks/:id', 'routes/funding/clawback.tsx'),
      route('files/clawbacks/:id', 'routes/funding/upload-basis.ts'),
      route('funding/credits', 'routes/funding/credits.tsx'),
      route('funding/credits/export', 'routes/funding/export-credits.ts'),
      route('funding/credits/new', 'routes/funding/new-credit.tsx'),
      route('funding/credits/:id', 'routes/funding/credit.tsx'),
      route('files/credits/:id/basis', 'routes/funding/upload-credit-basis.ts'),
      route('files/credits/:id/evidence', 'routes/funding/upload-credit-evidence.ts'),
      route('funding/:id', 'routes/funding/payment.tsx'),

      // tracking
      route('projects', 'routes/tracking/list.tsx'),
      route('projects/export', 'routes/tracking/export.ts'),
      route('projects/:id', 'routes/tracking/show.tsx'),
      route('projects/:id/contract', 'routes/tracking/contract.tsx'),
      route('projects/:id/reports/:reportId', 'routes/tracking/report.tsx'),
      route('projects/:id/reports/:reportId/save', 'routes/tracking/save-report.ts'),
      route('projects/:id/acceptance', 'routes/tracking/acceptance.tsx'),
      route('projects/:id/acceptance/save', 'routes/tracking/save-acceptance.ts'),
      route('files/acceptance/:id', 'routes/tracking/upload.ts'),
      route('files/report/:id', 'routes/tracking/upload-report.ts'),

      // alerts of projects
      route('alerts', 'routes/tracking/alerts.tsx'),
      route('alerts/export', 'routes/tracking/export-alerts.ts'),
      route('alerts/:id', 'routes/tracking/alert.tsx'),

      // evaluation
      route('evaluations', 'routes/evaluation/list.tsx'),
      route('evaluations/:id', 'routes/evaluation/show.tsx'),
      route('evaluations/:id/save', 'routes/evaluation/save.ts'),
      route('evaluations/:id/experts', 'routes/evaluation/experts.tsx'),
      route('consultations/:id', 'routes/evaluation/consultation.tsx'),

      // enterprise
      route('enterprises', 'routes/enterprise/list.tsx'),
      route('enterprises/export', 'routes/enterprise/export.ts'),
      route('enterprises/import', 'routes/enterprise/import.tsx'),
      route('enterprises/:id', 'routes/enterprise/show.tsx'),
      route('enterprise', 'routes/enterprise/profile.tsx'),
      route('enterprise/staff', 'routes/enterprise/staff.tsx'),
      route('enterprise/save', 'routes/enterprise/save.ts'),

      // admin
      route('admin', 'routes/admin/home.tsx'),
      route('admin/users', 'routes/admin/users.tsx'),
      route('admin/users/new', 'routes/admin/new-user.tsx'),
      route('admin/users/:id', 'routes/admin/user.tsx'),
      route('admin/offices', 'routes/admin/offices.tsx'),
      route('admin/offices/new', 'routes/admin/new-office.tsx'),
      route('admin/offices/:code', 'routes/admin/office.tsx'),
      route('admin/vacancies', 'routes/admin/vacancies.tsx'),
      route('admin/mail', 'routes/admin/mails.tsx'),
      route('admin/mail/:id', 'routes/admin/mail.tsx'),
      route('admin/jobs', 'routes/admin/jobs.tsx'),
      route('admin/calendar', 'routes/admin/calendar.tsx'),
      route('admin/epoch', 'routes/admin/epoch.tsx'),
      route('admin/erasure', 'routes/admin/erasure.tsx'),
      route('audit', 'routes/admin/audit.tsx'),
      route('audit/disclosures', 'routes/audit/disclosures.tsx'),
      route('audit/disclosures/:id/proof', 'routes/audit/disclose.ts'),

      // help
      route('help', 'routes/help/index.tsx'),
      route('help/:workflow', 'routes/help/workflow.tsx'),
      route('help/:workflow/diagram', 'routes/help/diagram.ts'),

      // lists as workbooks
      route('files/imports/:list', 'routes/imports/upload.tsx'),
      route('files/imports/:list/template', 'routes/imports/template.ts'),

      // files
      route('files/:id', 'routes/files/download.ts'),
      route('files/:id/erased', 'routes/files/erased.tsx'),
      route('documents/:id', 'routes/files/document.tsx'),
      route('documents/:id/status', 'routes/files/document-status.ts'),
    ]),
  ]),

  route('*', 'routes/absent.tsx'),
] satisfies RouteConfig

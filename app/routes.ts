import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  // ---- public: keep app/routes/public.ts in step ----------------------------
  route('sign-in', 'routes/session/sign-in.tsx'),
  route('sign-out', 'routes/session/sign-out.ts'),
  route('signed-in-again', 'routes/session/signed-in-again.tsx'),
  route('language', 'routes/session/language.ts'),

  // portal
  index('routes/portal/calls.tsx'),
  route('call/:code', 'routes/portal/call.tsx'),

  layout('routes/signed-in.tsx', [
    layout('routes/inside.tsx', [
      // session
      route('session/alive', 'routes/session/alive.ts'),
      route('password', 'routes/session/password.tsx'),

      // office
      route('work', 'routes/office/home.tsx'),
      route('notices', 'routes/office/notices.tsx'),
      route('search', 'routes/office/search.tsx'),

      // guideline
      route('guidelines', 'routes/guideline/list.tsx'),
      route('guidelines/new', 'routes/guideline/new.tsx'),
      route('guidelines/:id', 'routes/guideline/show.tsx'),
      route('guidelines/:id/amend', 'routes/guideline/amend.tsx'),

      // application

      // review

      // scoring

      // approval

      // tracking

      // evaluation

      // enterprise

      // admin

      // help
      route('help', 'routes/help/index.tsx'),
      route('help/:workflow', 'routes/help/workflow.tsx'),
      route('help/:workflow/diagram', 'routes/help/diagram.ts'),

      // files
      route('files/:id', 'routes/files/download.ts'),
      route('documents/:id', 'routes/files/document.tsx'),
      route('documents/:id/status', 'routes/files/document-status.ts'),
    ]),
  ]),

  route('*', 'routes/absent.tsx'),
] satisfies RouteConfig

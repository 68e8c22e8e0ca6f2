/** Files of the routes that work without signing in. Every other route lies under the signed-in layout; a test compares. */
export const publicRoutes: readonly string[] = [
  'routes/session/sign-in.tsx',
  'routes/session/sign-out.ts',
  'routes/session/signed-in-again.tsx',
  'routes/session/language.ts',
  'routes/enterprise/register.tsx',
  'routes/portal/calls.tsx',
  'routes/portal/call.tsx',
  'routes/approval/publicity-list.tsx',
  'routes/approval/publicity.tsx',
  'routes/audit/entry.tsx',
  'routes/audit/proof.ts',
  'routes/audit/log.tsx',
  'routes/audit/log-tile.ts',
  'routes/audit/log-file.ts',
  'routes/absent.tsx',
]

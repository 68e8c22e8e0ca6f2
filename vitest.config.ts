import { defineConfig } from 'vitest/config'

const seconds = 1000

/** Floors as projects: `npx vitest run path/to/file.test.ts` finds its own, `--project db` runs one. */
export default defineConfig({
  test: {
    env: { QIXIANG_MODE: 'test', TZ: 'UTC', AUDIT_LAG_REFUSE: '0', RECEIPT_WAIT: '0' },
    projects: [
      floor('unit', [
        'app/*.test.ts',
        'app/{domain,i18n,authorization,platform,ui}/**/*.test.{ts,tsx}',
        '{fixtures,bench,verifier,scripts}/**/*.test.ts',
      ]),
      floor('db', ['app/{db,services}/**/*.test.ts', 'prisma/**/*.test.ts'], { databases: true }),
      // the first test loads every page, for all that follow
      floor('routes', ['app/routes/**/*.test.{ts,tsx}'], {
        databases: true,
        timeout: 60 * seconds,
        sharedModules: true,
      }),
      floor('workers', ['workers/**/*.test.ts'], { databases: true }),
      floor('e2e', ['e2e/**/*.test.ts'], { databases: true, timeout: 180 * seconds, inTurn: true }),
    ],
  },
})

type Options = { databases?: boolean; timeout?: number; inTurn?: boolean; sharedModules?: boolean }

function floor(
  name: string,
  include: string[],
  { databases = false, timeout = 20 * seconds, inTurn = false, sharedModules = false }: Options = {},
) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      setupFiles: ['fixtures/after-each-file.ts'],
      isolate: !sharedModules,
      globalSetup: databases ? ['app/db/testing-setup.ts'] : [],
      testTimeout: timeout,
      hookTimeout: timeout,
      fileParallelism: !inTurn,
    },
  }
}

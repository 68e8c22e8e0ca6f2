import { basename, join } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1', 'false', 'true', '']).transform((value) => value === '1' || value === 'true')
const seconds = z.string().regex(/^\d{1,6}$/)
const postgresUrl = z.string().regex(/^postgres(ql)?:/)
const byteCount = z.string().regex(/^\d+$/).transform(Number)

const schema = z.object({
  /** development: demo accounts and insecure cookies; production: neither; test: as development, silent */
  QIXIANG_MODE: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .default('3000')
    .transform(Number),
  /** address people type, without a path: https://fund.example.gov.cn */
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:)/)
    .default('file:./data/qixiang.db'),
  /**
   * separate: on Postgres the tables belong to a third role, the app and the sequencer of the log have their own
   * (docs/decisions/0022); single: one role for everything. Separate in production, or when one of the next two is given
   */
  POSTGRES_ROLES: z.enum(['separate', 'single']).optional(),
  /** as the owner of the tables, for migrations and grants; without it `npm run serve` expects them to be done */
  OWNER_DATABASE_URL: postgresUrl.optional(),
  /** as the sequencer, for the worker */
  SEQUENCER_DATABASE_URL: postgresUrl.optional(),
  /** uploaded and produced files */
  DATA_DIR: z.string().min(1).default('./data'),
  /** at least 32 characters; keys whatever the server signs */
  SESSION_SECRET: z.string().min(32).optional(),
  /**
   * signs the checkpoints of the audit log: `npm run audit:key -- NAME` makes one by Ed25519, with `sm2` after NAME one
   * by SM2/SM3; with one of each, separated by a blank, every checkpoint bears both signatures. For the worker alone
   */
  AUDIT_KEY: z
    .string()
    .regex(/^(?:(?:^| )PRIVATE\+KEY\+[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*){1,2}$/)
    .optional(),
  /**
   * file with the same, for its owner to read alone: a worker takes up the key that `npm run audit:key -- --rotate` puts there
   * without being started again. Outside production a key of its own in DATA_DIR unless set
   */
  AUDIT_KEY_FILE: z.string().min(1).optional(),
  /**
   * base64 of 32 bytes, e.g. `openssl rand -base64 32`: seals telephone and identity numbers and the keys of stored
   * files. Several, separated by a blank: the first seals, the others still open what they sealed
   */
  FIELD_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=(?: [A-Za-z0-9+/]{43}=)*$/)
    .optional(),
  /** keeps the newest checkpoint of the audit log, best on another disk than the database; in DATA_DIR, by the database's name, unless set */
  AUDIT_CHECKPOINT_FILE: z.string().min(1).optional(),
  /** smtp://user:password@host:port; without it mails are kept and shown to the administrator */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:/)
    .optional(),
  MAIL_FROM: z.string().default('qixiang@localhost'),
  /** cookies without Secure and __Host-; for closed networks without TLS. On in development unless set */
  INSECURE_HTTP: flag.optional(),
  /** express `trust proxy`: number of proxies in front, or their addresses */
  TRUST_PROXY: z
    .string()
    .default('')
    .transform((value) => (/^\d+$/.test(value) ? Number(value) : value || false)),
  /** demo accounts on the sign-in page; never in production */
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
  /** folder with a site's own faces, e.g. 仿宋_GB2312 and 方正小标宋; without it documents use the packaged Noto fonts */
  FONT_DIR: z.string().min(1).optional(),
  /** file with the milliseconds by which the journey moves the clock; never in production */
  QIXIANG_TEST_CLOCK: z.string().min(1).optional(),
  /** largest upload in bytes */
  FILE_LIMIT: byteCount.default(52_428_800),
  /** seconds after which staff are warned that the audit log stands still; 0 never */
  AUDIT_LAG_ALARM: seconds.default('600').transform(Number),
  /** seconds of standstill of the audit log after which acts with a receipt are refused; 0 never */
  AUDIT_LAG_REFUSE: seconds.default('900').transform(Number),
  /** seconds that an act with a receipt waits for the log before the page comes without its proof */
  RECEIPT_WAIT: seconds.default('3').transform(Number),
  /** open accounts that an enterprise may have for its own people; 0 any number */
  ENTERPRISE_ACCOUNTS: z
    .string()
    .regex(/^\d{1,4}$/)
    .default('20')
    .transform(Number),
})

export type Env = {
  mode: 'development' | 'production' | 'test'
  port: number
  publicUrl: string
  databaseUrl: string
  /** on Postgres: owner, app and sequencer are three roles */
  separateRoles: boolean
  /** null: migrations are applied by somebody else, or `databaseUrl` does it where roles are not separate */
  ownerDatabaseUrl: string | null
  /** null where roles are not separate; otherwise the worker does not start without it */
  sequencerDatabaseUrl: string | null
  dataDir: string
  sessionSecret: string
  /** null: what the file holds */
  auditKey: string | null
  /** null: one of its own under the data folder, never in production */
  auditKeyFile: string | null
  /** AES-256 keys of sealed fields, separated by blanks; outside production one that is not secret */
  fieldKey: string
  auditCheckpointFile: string
  /** null: mails are kept, not sent */
  smtpUrl: string | null
  mailFrom: string
  insecureHttp: boolean
  trustProxy: number | string | false
  demo: boolean
  logLevel: string
  /** null: packaged fonts only */
  fontDir: string | null
  /** null: the machine's clock */
  testClock: string | null
  fileLimit: number
  /** seconds; 0: no warning */
  auditLagAlarm: number
  /** seconds; 0: no refusal */
  auditLagRefuse: number
  /** seconds */
  receiptWait: number
  /** 0: any number */
  enterpriseAccounts: number
}

const neededInProduction = ['DATABASE_URL', 'PUBLIC_URL', 'SESSION_SECRET', 'FIELD_KEY'] as const

/**
 * Reads and checks the configuration; the one place that knows the environment's names.
 * @throws one message that names every missing or malformed setting
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const problems: string[] = []
  if (given.QIXIANG_MODE === 'production') {
    problems.push(...neededInProduction.filter((name) => !given[name]).map((name) => `${name} is missing`))
    if (given.DEMO === '1' || given.DEMO === 'true') problems.push('DEMO is not for production')
    if (given.QIXIANG_TEST_CLOCK) problems.push('QIXIANG_TEST_CLOCK is not for production')
  }
  const users = ['DATABASE_URL', 'OWNER_DATABASE_URL', 'SEQUENCER_DATABASE_URL'].flatMap((name) =>
    given[name]?.startsWith('postgres') && URL.canParse(given[name]) ? [new URL(given[name]).username] : [],
  )
  if (given.POSTGRES_ROLES !== 'single' && new Set(users).size < users.length)
    problems.push('DATABASE_URL, OWNER_DATABASE_URL and SEQUENCER_DATABASE_URL must name different users')
  const parsed = schema.safeParse(given)
  if (!parsed.success)
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} is malformed`))
  if (!parsed.success || problems.length > 0) throw new Error(`configuration: ${problems.join('; ')}`)

  const env = parsed.data
  const production = env.QIXIANG_MODE === 'production'
  const roles = production || env.OWNER_DATABASE_URL || env.SEQUENCER_DATABASE_URL ? 'separate' : 'single'
  const databaseName = basename(env.DATABASE_URL.replace(/\?.*$/, ''))
  const separateRoles =
    env.DATABASE_URL.startsWith('postgres') && (env.POSTGRES_ROLES ?? roles) === 'separate'
  return {
    mode: env.QIXIANG_MODE,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    databaseUrl: env.DATABASE_URL,
    separateRoles,
    ownerDatabaseUrl: separateRoles ? (env.OWNER_DATABASE_URL ?? null) : null,
    sequencerDatabaseUrl: separateRoles ? (env.SEQUENCER_DATABASE_URL ?? null) : null,
    dataDir: env.DATA_DIR,
    sessionSecret: env.SESSION_SECRET ?? 'not-secret: development and tests only',
    auditKey: env.AUDIT_KEY ?? null,
    auditKeyFile: env.AUDIT_KEY_FILE ?? null,
    fieldKey: env.FIELD_KEY ?? 'bm90LXNlY3JldDpkZXZlbG9wbWVudC1hbmQtdGVzdHM=',
    auditCheckpointFile: env.AUDIT_CHECKPOINT_FILE ?? join(env.DATA_DIR, `audit-checkpoint-${databaseName}`),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    insecureHttp: env.INSECURE_HTTP ?? !production,
    trustProxy: env.TRUST_PROXY,
    demo: !production && (env.DEMO ?? true),
    logLevel: env.LOG_LEVEL ?? (env.QIXIANG_MODE === 'test' ? 'silent' : 'info'),
    fontDir: env.FONT_DIR ?? null,
    testClock: env.QIXIANG_TEST_CLOCK ?? null,
    fileLimit: env.FILE_LIMIT,
    auditLagAlarm: env.AUDIT_LAG_ALARM,
    auditLagRefuse: env.AUDIT_LAG_REFUSE,
    receiptWait: env.RECEIPT_WAIT,
    enterpriseAccounts: env.ENTERPRISE_ACCOUNTS,
  }
}

/** The configuration of this process. */
export const env = readEnv(process.env)

import { expect, test } from 'vitest'
import { readEnv } from './env.server.ts'

test('an empty environment is a development one with the embedded database', () => {
  expect(readEnv({})).toMatchObject({
    mode: 'development',
    port: 3000,
    databaseUrl: 'file:./data/qixiang.db',
    demo: true,
    insecureHttp: true,
    smtpUrl: null,
    auditLagAlarm: 600,
  })
  expect(readEnv({ AUDIT_LAG_ALARM: '90' }).auditLagAlarm).toBe(90)
  expect(() => readEnv({ AUDIT_LAG_ALARM: 'soon' })).toThrow('AUDIT_LAG_ALARM is malformed')
})

test('production names every secret it lacks', () => {
  expect(() => readEnv({ QIXIANG_MODE: 'production' })).toThrow(
    'configuration: DATABASE_URL is missing; PUBLIC_URL is missing; SESSION_SECRET is missing; FIELD_KEY is missing',
  )
})

const production = {
  QIXIANG_MODE: 'production',
  DATABASE_URL: 'postgres://db/qixiang',
  PUBLIC_URL: 'https://fund.example.gov.cn/',
  SESSION_SECRET: 'x'.repeat(32),
  FIELD_KEY: `${'A'.repeat(43)}=`,
}

test('production has secure cookies and no demo accounts', () => {
  expect(readEnv(production)).toMatchObject({
    demo: false,
    insecureHttp: false,
    publicUrl: 'https://fund.example.gov.cn',
  })
})

test('production refuses demo accounts even when asked', () => {
  expect(() => readEnv({ ...production, DEMO: '1' })).toThrow('DEMO is not for production')
})

test('production keeps the clock of the machine', () => {
  expect(() => readEnv({ ...production, QIXIANG_TEST_CLOCK: '/tmp/clock' })).toThrow(
    'QIXIANG_TEST_CLOCK is not for production',
  )
})

test('a short secret and a foreign database are malformed', () => {
  expect(() => readEnv({ SESSION_SECRET: 'short', DATABASE_URL: 'mysql://x' })).toThrow(
    'DATABASE_URL is malformed; SESSION_SECRET is malformed',
  )
})

test('on Postgres in production the roles are separate unless one is asked for', () => {
  expect(readEnv(production)).toMatchObject({ separateRoles: true, ownerDatabaseUrl: null })
  expect(readEnv({ ...production, POSTGRES_ROLES: 'single' }).separateRoles).toBe(false)
  expect(readEnv({ ...production, DATABASE_URL: 'file:x.db' }).separateRoles).toBe(false)
  expect(readEnv({ DATABASE_URL: 'postgres://app@db/qixiang' }).separateRoles).toBe(false)
  const roles = {
    DATABASE_URL: 'postgres://app@db/qixiang',
    OWNER_DATABASE_URL: 'postgres://owner@db/qixiang',
    SEQUENCER_DATABASE_URL: 'postgres://sequencer@db/qixiang',
  }
  expect(readEnv(roles)).toMatchObject({
    separateRoles: true,
    ownerDatabaseUrl: roles.OWNER_DATABASE_URL,
    sequencerDatabaseUrl: roles.SEQUENCER_DATABASE_URL,
  })
  expect(() => readEnv({ ...roles, SEQUENCER_DATABASE_URL: 'postgres://app@db/qixiang' })).toThrow(
    'must name different users',
  )
})

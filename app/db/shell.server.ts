import { basename } from 'node:path'
import type { Role } from '#app/authorization/actor.ts'
import type { Stage } from '#app/authorization/stages.ts'
import { type Halt, type HaltCode, readHalt } from './log-keys.server.ts'
import { logLagsBehind } from './log-lag.server.ts'
import { countTodos } from './office.server.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '#app/services/context.ts'

export type ShellCounts = { todo: number; unread: number; stages: Partial<Record<Stage, number>> }

/** Numbers in the frame of every page: unread notices, things to do, and things to do per stage. */
export async function countShell(ctx: Ctx): Promise<ShellCounts> {
  const [unread, stages] = await Promise.all([
    ctx.db.client.notice.count({ where: { userId: ctx.actor.id, readAt: null } }),
    countTodos(ctx),
  ])
  const todo = Object.values(stages).reduce((sum, count) => sum + count, 0)
  return { todo: Math.min(todo, mostCounted), unread, stages }
}

/**
 * The minutes for which the audit log has certainly published nothing new though there is something, or null. Only staff
 * are told: neither applicants nor experts. @param seconds until then it counts as on time; 0: nobody is told
 */
export async function logAlarm(ctx: Ctx, seconds: number): Promise<number | null> {
  const { actor, db, now } = ctx
  if (seconds === 0 || actor.enterpriseId !== null || actor.expertId !== null) return null
  const late = await logLagsBehind(db.client, new Date(now.getTime() - seconds * 1000))
  return late ? Math.ceil(seconds / 60) : null
}

/** As it is told: `unsigned` to those who cannot mend it. */
type ToldHalt = { code: HaltCode | 'unsigned'; params: Halt['params']; readOnly: boolean }

/** Roles that can do something about a log that is not signed. */
const mends: readonly Role[] = ['sys_admin', 'sec_admin', 'audit_admin', 'supervisor', 'auditor']

/**
 * Why the audit log is not signed, if anything; everybody is told when nothing may be written, else only staff. What is
 * to be mended in files and settings is told to administrators and auditors alone, a file without its folder; others
 * read that the log waits.
 */
export async function haltFor({ actor, db }: Ctx): Promise<ToldHalt | null> {
  const halt = await readHalt(db)
  const outside = actor.enterpriseId !== null || actor.expertId !== null
  if (!halt || (outside && !halt.readOnly)) return null
  if (!halt.readOnly && !mends.some((role) => actor.roles.includes(role)))
    return { code: 'unsigned', params: {}, readOnly: false }
  const { file, ...params } = halt.params
  return { ...halt, params: file === undefined ? params : { ...params, file: basename(String(file)) } }
}

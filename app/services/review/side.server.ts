import { handlersOpinion, latestResults, type ReviewCase, reviewCase } from '#app/db/review/case.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { flaggedPaths, snapshotFrom } from '#app/db/working-application.server.ts'
import { differences } from '#app/domain/application/form-changes.ts'
import { mayOverride } from '#app/domain/review/opinion.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { said } from '../application/check.server.ts'
import type { Ctx } from '../context.ts'
import { runAgain } from './opinion.server.ts'

export type CheckItem = {
  code: string
  version: number
  severity: string
  result: string
  overridable: boolean
  evidence: Record<string, string | number>
  messageZh: string
  messageEn: string
}

/**
 * What a reviewer works with side by side: the last edition, what differs from the one before, what was asked to be
 * corrected, and every rule with its result. At the province the rules are run now and nothing is stored.
 * @throws NotFound
 */
export async function reviewSide(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const application = await reviewCase(client, ctx, id)
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const formal = application.status === 'province_check'
  const [editions, flags, items] = await Promise.all([
    client.applicationSnapshot.findMany({
      where: { applicationId: id },
      orderBy: { number: 'desc' },
      take: 2,
    }),
    flaggedPaths(client, application),
    itemsOf(ctx, application, formal),
  ])
  const [last, before] = editions.map(({ content, ...edition }) => ({
    ...edition,
    content: snapshotFrom(content),
  }))
  return {
    formal,
    definition: configuration.form,
    attachments: configuration.attachments,
    form: last?.content.form ?? {},
    files: last?.content.files ?? [],
    edition: last ? { number: last.number, sha256: last.sha256, createdAt: last.createdAt } : null,
    changes: last && before ? differences(configuration.form, before.content.form, last.content.form) : null,
    newFiles: last && before ? last.content.files.filter(isNewTo(before.content.files)) : [],
    flags,
    items: items.rows,
    ranAt: items.ranAt,
    marks: handlersOpinion(application)?.checks ?? [],
  }
}

async function itemsOf(
  ctx: Ctx,
  application: ReviewCase,
  formal: boolean,
): Promise<{ rows: CheckItem[]; ranAt: Date | null }> {
  if (!formal) {
    const rows = await latestResults(ctx.db.client, application.id)
    return {
      ranAt: rows[0]?.checkedAt ?? null,
      rows: rows.map(({ ruleCode, ruleVersion, evidence, severity, result, messageZh, messageEn }) => ({
        code: ruleCode,
        version: ruleVersion,
        severity,
        result,
        overridable: mayOverride({ result }),
        evidence: JSON.parse(evidence),
        messageZh,
        messageEn,
      })),
    }
  }
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const results = await runAgain(ctx, { application, configuration })
  const [zh, en] = [messagesOf('zh-CN'), messagesOf('en')]
  return {
    ranAt: ctx.now,
    rows: results.map((result) => ({
      code: result.code,
      version: result.version,
      severity: result.severity,
      result: result.result,
      overridable: mayOverride(result),
      evidence: { ...result.evidence },
      messageZh: said(zh, result, 'zh'),
      messageEn: said(en, result, 'en'),
    })),
  }
}

function isNewTo(earlier: readonly { id: string }[]) {
  return (file: { id: string }) => !earlier.some(({ id }) => id === file.id)
}

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type ApplicationQuery, applicationFilterNames, exportRows } from '#app/db/application.server.ts'
import { applicationList } from '#app/domain/reports/application-list.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { keepDocuments, namedInEvent, prepareDocuments } from '../document.server.ts'

/**
 * Asks for the official workbook of exactly this list, in its order. That it was taken out, by whom and what was asked for
 * is an event, which names the workbook. Returns the document's id.
 */
export async function exportApplications(
  ctx: Ctx,
  query: ApplicationQuery,
): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const [rows, names] = await Promise.all([
    exportRows(ctx, query),
    applicationFilterNames(ctx, query.filters),
  ])
  const staff = ctx.actor.enterpriseId === null
  const listed = rows.map((row) => ({
    receiptNo: row.receiptNo ?? '',
    projectName: row.projectName,
    applicantName: row.applicantName,
    uscc: row.enterprise.uscc,
    region: row.unitName,
    category: row.guideline.category.name,
    status: textOf(words, `state.application.${staff ? 'staff' : 'applicant'}.${row.status}`) ?? row.status,
    totalInvestmentFen: row.totalInvestmentFen,
    requestedFen: row.requestedFen,
    submittedAt: row.submittedAt,
  }))
  const plain = listed.map((row) => ({
    ...row,
    totalInvestmentFen: String(row.totalInvestmentFen),
    requestedFen: String(row.requestedFen),
    submittedAt: row.submittedAt?.toISOString() ?? '',
  }))
  const filter = [
    words.application.views[query.view],
    names.guideline,
    names.unit,
    query.filters.status && textOf(words, `state.application.staff.${query.filters.status}`),
    query.filters.q,
  ]
  const sha256 = createHash('sha256')
    .update(canonicalize(plain) ?? '')
    .digest('hex')
  const [prepared] = prepareDocuments([
    {
      kind: 'application_list',
      format: 'xlsx',
      ownerType: 'list',
      ownerId: ctx.actor.id,
      title: words.application.exportTitle,
      model: applicationList({
        filter: filter.filter(Boolean).join('；'),
        generatedAt: ctx.now,
        rows: listed,
        sha256,
      }),
      audience: 'staff',
      unitCode: ctx.actor.unitCode ?? '',
      enterpriseId: ctx.actor.enterpriseId,
    },
  ])
  if (!prepared) throw new Error('prepared one document and got none')
  const { q, ...filters } = query.filters
  const asked = (name: keyof typeof filters) => filters[name]?.slice(0, 200) ?? null
  await ctx.db.transact(async (tx) => {
    const entry = await record(tx, ctx, {
      act: 'application.export',
      dossier: `disclosed:${ctx.actor.id}`,
      object: { type: 'application_list', id: prepared.id },
      unitCode: ctx.actor.unitCode ?? '',
      after: {
        view: query.view,
        q: q ?? null,
        status: asked('status'),
        guideline: asked('guideline'),
        unit: asked('unit'),
        entries: rows.length,
        sha256,
      },
      files: namedInEvent([prepared]),
    })
    await keepDocuments(tx, ctx, [prepared], entry)
  })
  return done({ documentId: prepared.id })
}

import { scope } from '#app/authorization/scope.ts'
import { enterpriseContent } from '#app/db/enterprise-content.server.ts'
import { openedEnterprise, sealedProfile, sealedReach } from '#app/db/contact.server.ts'
import { touchedFrom, valuesFrom } from '#app/db/working-application.server.ts'
import { textAt } from '#app/domain/application/form.ts'
import { mergeDraft, type MergedDraft, type Typed } from '#app/domain/application/merge-draft.ts'
import { checkDraft, readForm } from '#app/domain/application/read-form.ts'
import {
  formAsProfile,
  profileAsForm,
  profileColumns,
  profileForm,
  profileValues,
} from '#app/domain/enterprise/profile.ts'
import { done, type FieldProblem, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { textLimit } from '../application/save-draft.server.ts'

export type SavedProfile = Pick<MergedDraft, 'conflicts' | 'news'> & {
  revision: number
  problems: FieldProblem[]
}

/** Year that the profile's finance looks back from. */
export function profileYear(ctx: Pick<Ctx, 'now'>): number {
  return Number(shanghaiDay(ctx.now).slice(0, 4))
}

/**
 * Keeps changed fields of the own enterprise's profile, as typed; later forms are filled from it. Fields that a colleague
 * changed since the base revision are not overwritten. Name, code and region belong to the library. Refusals:
 * unknown_field, text_too_long (413), busy (409).
 */
export async function saveProfile(ctx: Ctx, typed: Typed): Promise<Result<SavedProfile>> {
  const { patch } = typed
  const definition = profileForm(profileYear(ctx))
  if (Buffer.byteLength(JSON.stringify(patch)) > textLimit)
    return refuse('text_too_long', { kb: textLimit / 1024 }, { status: 413 })
  const wrong = checkDraft(definition, patch).filter(({ code }) => code !== 'too_long')
  if (wrong.length > 0)
    return refuse('unknown_field', { field: wrong.map(({ path }) => path).join(', ') }, { fields: wrong })
  const { problems } = readForm(definition, patch)
  return ctx.db.transact(async (tx) => {
    const kept = await tx.enterprise.findFirst({
      where: { AND: [{ id: ctx.actor.enterpriseId ?? '' }, scope(ctx.actor, 'Enterprise', 'manage')] },
    })
    if (!kept) throw new NotFound('enterprise')
    const row = openedEnterprise(kept)
    const stored = valuesFrom(row.profile)
    const values = profileAsForm(definition, profileValues(row, stored))
    const { accepted, touched, conflicts, news } = mergeDraft(
      { values, touched: touchedFrom(row.touched), revision: row.version },
      typed,
    )
    if (Object.keys(accepted).length === 0)
      return done({ revision: row.version, conflicts, news, problems: [] })
    const changes = formAsProfile(definition, accepted)
    const columns = Object.fromEntries(
      profileColumns
        .filter((key) => changes[key] !== undefined)
        .map((key) => [key, textAt(changes, key).trim().slice(0, 200)]),
    )
    const { count } = await tx.enterprise.updateMany({
      where: { id: row.id, version: row.version },
      data: {
        version: row.version + 1,
        touched: JSON.stringify(touched),
        ...columns,
        ...sealedReach(row.id, { ...row, ...columns }),
        profile: sealedProfile(row.id, JSON.stringify({ ...stored, ...changes })),
      },
    })
    if (count !== 1) return refuse('busy', {}, { status: 409 })
    await record(tx, ctx, {
      act: 'enterprise.save_profile',
      dossier: `enterprise:${row.id}`,
      object: { type: 'enterprise', id: row.id },
      unitCode: row.unitCode,
      after: { fields: Object.keys(changes), content: await enterpriseContent(tx, row.id) },
    })
    return done({
      revision: row.version + 1,
      conflicts,
      news,
      problems: problems.filter(({ path }) => Object.keys(patch).includes(path.split('[')[0] ?? '')),
    })
  })
}

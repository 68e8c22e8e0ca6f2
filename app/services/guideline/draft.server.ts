import { may } from '#app/authorization/ability.ts'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { findDraft } from '#app/db/guideline.server.ts'
import {
  budgetOf,
  deadlineAt,
  type DraftChanges,
  guidelineDraft,
  type GuidelineDraft,
} from '#app/domain/guideline/draft.ts'
import { guidelineConfiguration, type GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { standardConfiguration } from '#app/domain/guideline/standard.ts'
import { done, NotFound, refuse, type Failure, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'

/** A code is part of the public address. */
const codeShape = /^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/

export type DraftSource =
  { kind: 'standard' } | { kind: 'guideline'; id: string } | { kind: 'configuration'; configuration: unknown }

/**
 * Begins a guideline in a category: from the standard, from another guideline's published text, or from a whole
 * configuration. Refusals: `not_yours`, `guideline_code_format`, `code_taken`, `form_has_problems` (the configuration has not the shape of one).
 */
export async function draftGuideline(
  ctx: Ctx,
  input: { categoryId: string; code: string; title: string; year: number; from: DraftSource },
): Promise<Result<{ id: string }>> {
  return ctx.db.transact(async (tx) => {
    const decision = decideCreation(ctx, 'guideline', 'create', {})
    if (!decision.ok) return decision
    const category = await tx.fundCategory.findUnique({
      where: { id: input.categoryId },
      select: { id: true },
    })
    if (!category) throw new NotFound('category')
    const source = await sourceOf(tx, ctx, input)
    const checked = guidelineConfiguration.safeParse(source)
    if (!checked.success) return misshapen(checked.error.issues)
    const configuration = checked.data
    const free = await checkCode(tx, configuration.code, null)
    if (!free.ok) return free

    const id = newId()
    await tx.guideline.create({
      data: {
        id,
        categoryId: category.id,
        status: decision.value.to,
        draft: draftText({ configuration, typed: {} }),
        applyStart: ctx.now,
        applyEnd: ctx.now,
        budgetFen: 0n,
        ...columnsOf(configuration),
        draftedById: ctx.actor.id,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'guideline.create',
      dossier: `guideline:${id}`,
      object: { type: 'guideline', id },
      unitCode: ctx.actor.unitCode ?? '',
      after: { status: decision.value.to, code: configuration.code, title: configuration.title },
    })
    return done({ id })
  })
}

async function sourceOf(
  tx: Tx,
  ctx: Ctx,
  { code, title, year, from }: { code: string; title: string; year: number; from: DraftSource },
): Promise<unknown> {
  switch (from.kind) {
    case 'standard':
      return standardConfiguration({ code, title, year })
    case 'configuration':
      return from.configuration
    case 'guideline': {
      const other = await findDraft(tx, ctx, from.id)
      const configuration =
        other.publishedVersion > 0
          ? await configurationOf(ctx.db, other.id, other.publishedVersion)
          : other.draft.configuration
      return { ...configuration, code, title, year, documentNo: '', deadlines: emptyDeadlines }
    }
    default:
      return from satisfies never
  }
}

const emptyDeadlines = {
  applyStart: '',
  applyEnd: '',
  townEnd: '',
  countyEnd: '',
  cityEnd: '',
  provinceCheckEnd: '',
}

/**
 * Keeps what was typed: `changes` replace whole parts of the draft, `typed` all texts that are no numbers yet. After
 * publication the same draft prepares an amendment, and a saved change takes back one that was already submitted.
 * Refusals: `stale_version`, `wrong_state`, `not_yours`, `form_has_problems`. A code that cannot be used stays in the draft and is
 * refused when it is submitted.
 */
export async function saveGuidelineDraft(
  ctx: Ctx,
  input: { id: string; version: number; changes: DraftChanges; typed?: Record<string, string> },
): Promise<Result<{ version: number }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, input.id)
    const checked = guidelineDraft.safeParse({
      configuration: { ...row.draft.configuration, ...input.changes },
      typed: input.typed ?? row.draft.typed,
    })
    if (!checked.success) return misshapen(checked.error.issues)
    const draft = checked.data
    const free = await checkCode(tx, draft.configuration.code, row.id)
    return applyTransition(tx, ctx, {
      workflow: 'guideline',
      id: input.id,
      version: input.version,
      transition: 'save',
      set: {
        draft: draftText(draft),
        draftedById: ctx.actor.id,
        amendmentNote: null,
        ...(row.publishedVersion === 0 ? columnsOf(draft.configuration) : {}),
        ...(row.publishedVersion === 0 && !free.ok ? { code: row.code } : {}),
      },
      after: { parts: Object.keys(input.changes) },
    })
  })
}

/** May the actor draft guidelines at all: is there a button for it? */
export function mayDraft(ctx: Ctx): boolean {
  return may(ctx.actor, 'read', 'Guideline') && decideCreation(ctx, 'guideline', 'create', {}).ok
}

/** Columns that lists and clocks read, from the configuration; what is not filled in yet keeps its old value. */
export function columnsOf(configuration: GuidelineConfiguration) {
  const { code, title, year, batch, documentNo, deadlines } = configuration
  const applyStart = deadlineAt(deadlines, 'applyStart')
  const applyEnd = deadlineAt(deadlines, 'applyEnd')
  const budgetFen = budgetOf(configuration)
  return {
    code,
    title,
    year,
    batch,
    documentNo,
    ...(applyStart && { applyStart }),
    ...(applyEnd && { applyEnd }),
    ...(budgetFen !== null && { budgetFen }),
    countyEnd: deadlineAt(deadlines, 'countyEnd'),
    cityEnd: deadlineAt(deadlines, 'cityEnd'),
    provinceCheckEnd: deadlineAt(deadlines, 'provinceCheckEnd'),
  }
}

/** May a guideline have this code? Refusals: `guideline_code_format`, `code_taken`. */
export async function checkCode(tx: Tx, code: string, id: string | null): Promise<Result<string>> {
  if (!codeShape.test(code)) return refuse('guideline_code_format')
  const other = await tx.guideline.findUnique({ where: { code }, select: { id: true } })
  return other === null || other.id === id ? done(code) : refuse('code_taken', { code })
}

function draftText(draft: GuidelineDraft): string {
  return JSON.stringify(draft)
}

function misshapen(issues: readonly { path: PropertyKey[]; code?: string }[]): Failure {
  const fields = issues.slice(0, 20).map(({ path, code }) => ({
    path: path.map(String).join('.'),
    code: code === 'too_big' ? 'too_long' : 'not_readable',
    params: {},
  }))
  return refuse('form_has_problems', { count: issues.length }, { fields })
}

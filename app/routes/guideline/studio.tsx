import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react'
import {
  redirect,
  type ShouldRevalidateFunctionArgs,
  useLocation,
  useNavigate,
  useRevalidator,
} from 'react-router'
import { configurationOf } from '#app/db/configuration.server.ts'
import { findGuideline } from '#app/db/guideline-lists.server.ts'
import { findDraft, unitsAt } from '#app/db/guideline.server.ts'
import { amendmentProblems, configurationDifferences } from '#app/domain/guideline/amendment.ts'
import { checkConfiguration } from '#app/domain/guideline/check-configuration.ts'
import { standardName } from '#app/domain/guideline/standard.ts'
import type { GuidelineDraft } from '#app/domain/guideline/draft.ts'
import { useAutosave } from '#app/ui/autosave.ts'
import { KeptDraft, SavedState } from '#app/ui/form-page.tsx'
import { AttachmentsPart } from '#app/ui/guideline/studio/attachments-part.tsx'
import { BasicsPart } from '#app/ui/guideline/studio/basics-part.tsx'
import { ChainPart } from '#app/ui/guideline/studio/chain-part.tsx'
import { DeadlinesPart } from '#app/ui/guideline/studio/deadlines-part.tsx'
import { FormPart } from '#app/ui/guideline/studio/form-part.tsx'
import { PartTabs } from '#app/ui/guideline/studio/part-tabs.tsx'
import { type Part, partOf, parts, problemLink } from '#app/ui/guideline/studio/parts.ts'
import { PublicityPart } from '#app/ui/guideline/studio/publicity-part.tsx'
import { QuotasPart } from '#app/ui/guideline/studio/quotas-part.tsx'
import { RulesPart } from '#app/ui/guideline/studio/rules-part.tsx'
import { SchemePart } from '#app/ui/guideline/studio/scheme-part.tsx'
import { type Studio, StudioContext, unitNames } from '#app/ui/guideline/studio/studio.tsx'
import { TrackingPart } from '#app/ui/guideline/studio/tracking-part.tsx'
import { usePathWords } from '#app/ui/guideline/path-words.ts'
import { useLabel } from '#app/ui/guideline/words.ts'
import { useT, useText } from '#app/ui/page.tsx'
import { StudioPage } from '#app/ui/studio-page.tsx'
import { ctxOf } from '../context.server.ts'
import { ApplicantPreview } from './applicant-preview.tsx'
import { ruleCards } from './rule-params.server.ts'
import type { Route } from './+types/studio.ts'
import '#app/ui/guideline/guideline.css'
import '#app/ui/guideline/studio/studio.css'

/** What only some see: how reviewers and experts will read it, and the differences of a call that is amended. */
const ReviewerPreview = lazy(async () => ({
  default: (await import('#app/ui/guideline/studio/previews.tsx')).ReviewerPreview,
}))
const ExpertPreview = lazy(async () => ({
  default: (await import('#app/ui/guideline/studio/previews.tsx')).ExpertPreview,
}))
const Differences = lazy(async () => ({
  default: (await import('#app/ui/guideline/differences.tsx')).Differences,
}))

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const row = await findGuideline(ctx, params.id)
  if (!row.actions.includes('save')) throw redirect(`/guidelines/${row.id}`)
  const { draft, version } = await findDraft(ctx.db.client, ctx, row.id)
  const published =
    row.publishedVersion > 0 ? await configurationOf(ctx.db, row.id, row.publishedVersion) : null
  const levels = ['county', 'city'] as const
  const { chain, quotas } = draft.configuration
  const named = [
    ...chain.exceptions.map(({ unitCode }) => unitCode),
    ...quotas.flatMap(({ units = {} }) => Object.keys(units)),
  ]
  const units = await Promise.all(
    levels.map(async (level) =>
      (await unitsAt(ctx.db.client, level, ctx.now, named)).map((unit) => ({ ...unit, level })),
    ),
  )
  const problems = [
    ...checkConfiguration(draft.configuration),
    ...(published ? amendmentProblems(published, draft.configuration) : []),
  ]
  return {
    id: row.id,
    version,
    draft,
    published,
    problems,
    // a field that the form lacks is called what the standard form calls it
    lacking: Object.fromEntries(
      problems.flatMap(({ params: { field } }) => (field ? [[field, standardName(`${field}`)]] : [])),
    ),
    changes: published ? configurationDifferences(published, draft.configuration) : [],
    units: units.flat(),
    rules: ruleCards(),
  }
}

/** Another part or preview of the same draft needs nothing from the server. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate
}

const editors: Record<Part, ComponentType> = {
  basics: BasicsPart,
  chain: ChainPart,
  deadlines: DeadlinesPart,
  quotas: QuotasPart,
  form: FormPart,
  attachments: AttachmentsPart,
  rules: RulesPart,
  scheme: SchemePart,
  publicity: PublicityPart,
  tracking: TrackingPart,
}

const audiences = ['applicant', 'reviewer', 'expert'] as const

export default function GuidelineStudio({ loaderData }: Route.ComponentProps) {
  const { id, published, lacking, changes, units, rules } = loaderData
  const t = useT()
  const text = useText()
  const navigate = useNavigate()
  const { search } = useLocation()
  const { draft, setDraft, save } = useDraft(id, loaderData.version, loaderData.draft)
  const { configuration, typed } = draft
  const words = usePathWords([configuration])
  const label = useLabel()
  const problems = loaderData.problems.map(({ params: { field, ...rest }, ...problem }) => ({
    ...problem,
    params: field === undefined ? rest : { ...rest, field: label(lacking[field]) },
  }))
  useHashFocus()

  const query = new URLSearchParams(search)
  const part = partOf(query.get('part'))
  const audience = audiences.find((name) => name === query.get('as')) ?? 'applicant'
  const Editor = editors[part]
  const unread = Object.entries(typed).map(([path, kept]) => ({
    path,
    text: t('studio.notANumber', { text: kept }),
  }))
  const listed = [
    ...unread,
    ...problems.map(({ path, code, params }) => ({ path, text: text(`problem.${code}`, params) })),
  ]
  const studio: Studio = {
    config: configuration,
    typed,
    problems,
    rules,
    units,
    published: published !== null,
    change: (changed) =>
      setDraft((kept) => ({ ...kept, configuration: { ...kept.configuration, ...changed } })),
    note: (path, kept) =>
      setDraft((old) => {
        if (kept !== null) return { ...old, typed: { ...old.typed, [path]: kept } }
        if (!(path in old.typed)) return old
        const { [path]: _, ...rest } = old.typed
        return { ...old, typed: rest }
      }),
    forget: (prefix) =>
      setDraft((old) => ({
        ...old,
        typed: Object.fromEntries(
          Object.entries(old.typed).filter(([path]) => path !== prefix && !path.startsWith(`${prefix}.`)),
        ),
      })),
  }
  async function finish() {
    if (await save.flush()) await navigate(`/guidelines/${id}${published ? '/amend' : ''}`)
  }
  return (
    <StudioContext value={studio}>
      <div className="qx-studio">
        <StudioPage
          title={`${t('studio.title')} · ${configuration.title || configuration.code}`}
          crumbs={[
            { label: t('studio.guidelines'), to: '/guidelines' },
            { label: configuration.code, to: `/guidelines/${id}` },
          ]}
          actions={
            <>
              <SavedState save={save} />
              <button type="button" className="qx-button" onClick={() => void finish()}>
                {t(published ? 'studio.toAmend' : 'studio.toSubmit')}
              </button>
            </>
          }
          problems={listed.map((one) => ({
            text: t('configuration.problemAt', { place: words(one.path), problem: one.text }),
            to: problemLink(one.path, query),
          }))}
          audiences={audiences.map((key) => ({ key, label: t(`studio.preview.${key}`) }))}
          audience={audience}
          edit={
            <>
              <KeptDraft autosave={save} onRestore={(kept) => setDraft(() => kept)} />
              <PartTabs part={part} counts={countBy(listed.map(({ path }) => path))} />
              <div className="qx-studioedit">
                <Editor />
              </div>
              {published && (
                <details className="qx-studiochanges">
                  <summary>{t('studio.changesTitle', { count: changes.length })}</summary>
                  <Suspense>
                    <Differences changes={changes} before={published} after={configuration} />
                  </Suspense>
                </details>
              )}
            </>
          }
          preview={
            <Suspense>
              {audience === 'applicant' ? (
                <ApplicantPreview
                  configuration={configuration}
                  units={unitNames(units)}
                  form={part === 'form'}
                />
              ) : audience === 'reviewer' ? (
                <ReviewerPreview configuration={configuration} />
              ) : (
                <ExpertPreview configuration={configuration} />
              )}
            </Suspense>
          }
        />
      </div>
    </StudioContext>
  )
}

/** The draft in the page, saved as it changes; after each save the problems are asked again. */
function useDraft(id: string, version: number, loaded: GuidelineDraft) {
  const [draft, show] = useState(loaded)
  const latest = useRef(loaded)
  const save = useAutosave<GuidelineDraft>({
    url: `/guidelines/${id}/save`,
    // under this name browsers keep what is not saved yet; no text is meant
    key: ['guideline', id].join('.'),
    revision: version,
  })
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (save.at !== null) void revalidate()
  }, [save.at, revalidate])
  function setDraft(change: (draft: GuidelineDraft) => GuidelineDraft) {
    const next = change(latest.current)
    if (next === latest.current) return
    latest.current = next
    show(next)
    save.put(next)
  }
  return { draft, setDraft, save }
}

/** A problem's link ends at its field, open and ready for typing; following it again leads there again. */
function useHashFocus() {
  const location = useLocation()
  useEffect(() => reveal(location.hash), [location])
}

function reveal(hash: string): void {
  const target = hash === '' ? null : document.getElementById(decodeURIComponent(hash.slice(1)))
  if (!target) return
  for (let box = target.closest('details'); box; box = box.parentElement?.closest('details') ?? null)
    box.open = true
  const inner = target.querySelector('details')
  if (inner) inner.open = true
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
}

function countBy(paths: readonly string[]): Partial<Record<Part, number>> {
  const counts: Partial<Record<Part, number>> = {}
  for (const path of paths) {
    const part = parts.find((one) => problemLink(path).startsWith(`?part=${one}`))
    if (part) counts[part] = (counts[part] ?? 0) + 1
  }
  return counts
}

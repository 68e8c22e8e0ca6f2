import { data, Form, Link, redirect } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import { applicationsToPanel, guidelinesToPanel } from '#app/db/scoring/panel-list.server.ts'
import { divisions } from '#app/domain/kernel/industries.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { expertKinds } from '#app/domain/scoring/draw.ts'
import { cityShares, type PanelConditions, panelConditions } from '#app/domain/scoring/panel.ts'
import { planPanel } from '#app/services/scoring/plan-panel.server.ts'
import { FieldError, SelectField, TextField } from '#app/ui/field.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useLocale, useT } from '#app/ui/page.tsx'
import { Amount } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new-panel.ts'
import '#app/ui/scoring/scoring.css'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!has(ctx.actor, 'organiser')) throw new NotFound('panel')
  const guidelines = await guidelinesToPanel(ctx)
  const wanted = url.searchParams.get('guideline')
  const guideline = guidelines.find(({ id }) => id === wanted) ?? guidelines[0] ?? null
  const applications = guideline ? await applicationsToPanel(ctx, guideline.id) : []
  const used = new Set(
    applications.map(({ enterprise }) => enterprise.industryCode.replace(/^[A-Z]/, '').slice(0, 2)),
  )
  return {
    guidelines,
    guideline,
    applications,
    shares: cityShares,
    suggested: divisions.filter(({ code }) => used.has(code)).map(({ code }) => code),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const conditions = conditionsFrom(form)
  if (!conditions) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await planPanel(ctxOf(context), {
    guidelineId: String(form.get('guidelineId') ?? '').slice(0, 60),
    name: String(form.get('name') ?? '').slice(0, 100),
    conditions,
    applicationIds: form.getAll('applications').map(String).slice(0, 500),
  })
  return result.ok ? redirect(`/scoring/panels/${result.value.id}`) : refusalResponse(result)
}

function conditionsFrom(form: FormData): PanelConditions | null {
  const counts = (name: string) =>
    Object.fromEntries(expertKinds.map((kind) => [kind, Number(form.get(`${name}.${kind}`) || 0)]))
  const read = panelConditions.safeParse({
    specialties: form.getAll('specialties').map(String),
    seats: counts('seats'),
    substitutes: counts('substitutes'),
    cityShare: form.get('cityShare'),
  })
  return read.success ? read.data : null
}

export default function NewPanel({ loaderData, actionData }: Route.ComponentProps) {
  const { guidelines, guideline } = loaderData
  const t = useT()
  const crumbs = [{ label: t('scoring.title'), to: '/scoring' }]
  return (
    <>
      <PageHeader title={t('scoring.panel.new')} crumbs={crumbs} />
      {guideline === null ? (
        <div className="qx-empty">{t('scoring.panel.noApplications')}</div>
      ) : (
        <>
          {guidelines.length > 1 && (
            <nav className="qx-tabs" aria-label={t('scoring.panel.chooseGuideline')}>
              {guidelines.map(({ id, title, waiting }) => (
                <Link
                  key={id}
                  to={`?guideline=${id}`}
                  aria-current={id === guideline.id ? 'page' : undefined}
                >
                  {title} <b className="qx-count">{waiting}</b>
                </Link>
              ))}
            </nav>
          )}
          <PlanForm
            key={guideline.id}
            {...loaderData}
            guideline={guideline}
            refusal={actionData?.refusal ?? null}
          />
        </>
      )}
    </>
  )
}

type PlanProps = Omit<Route.ComponentProps['loaderData'], 'guideline'> & {
  guideline: { id: string; title: string }
  refusal: Parameters<typeof RefusalMessage>[0]['refusal']
}

function PlanForm({ guideline, applications, shares, suggested, refusal }: PlanProps) {
  const t = useT()
  const locale = useLocale()
  const problem = useProblemAt(refusal?.fields)
  return (
    <Form method="post" className="qx-card qx-stack qx-plan">
      <input type="hidden" name="guidelineId" value={guideline.id} />
      <MarkChinese>
        <p className="qx-soft">{guideline.title}</p>
      </MarkChinese>
      <RefusalMessage refusal={refusal} />
      <TextField
        id="name"
        name="name"
        label={t('scoring.panel.name')}
        hint={t('scoring.panel.nameHint')}
        maxLength={100}
        required
        error={problem('name')}
      />
      <fieldset id="seats" className="qx-stack">
        <legend>{t('scoring.panel.experts')}</legend>
        <div className="qx-kinds">
          {(['seats', 'substitutes'] as const).flatMap((name) =>
            expertKinds.map((kind) => (
              <label key={`${name}.${kind}`}>
                {t(`scoring.panel.${name}`)} · {t(`scoring.kind.${kind}`)}
                <input
                  className="qx-input"
                  type="number"
                  min={0}
                  max={25}
                  name={`${name}.${kind}`}
                  defaultValue={defaults[kind]}
                />
              </label>
            )),
          )}
        </div>
        <small className="qx-soft">{t('scoring.panel.seatsHint')}</small>
        <FieldError message={problem('seats')} />
      </fieldset>
      <SelectField
        name="cityShare"
        label={t('scoring.panel.cityShare')}
        choices={shares.map((value) => ({ value, label: t(`scoring.cityShare.${value}`) }))}
        defaultValue="1/3"
      />
      <fieldset className="qx-stack">
        <legend>{t('scoring.panel.specialties')}</legend>
        <div className="qx-ticks">
          {divisions.map(({ code, zh, en }) => (
            <label key={code} className="qx-check">
              <input
                type="checkbox"
                name="specialties"
                value={code}
                defaultChecked={suggested.includes(code)}
              />
              <span>
                {code} {locale === 'en' ? en : zh}
              </span>
            </label>
          ))}
        </div>
        <small className="qx-soft">{t('scoring.panel.specialtiesHint')}</small>
      </fieldset>
      <fieldset id="applications" className="qx-stack">
        <legend>
          {t('scoring.panel.applications')} <b className="qx-count">{applications.length}</b>
        </legend>
        <small className="qx-soft">{t('scoring.panel.applicationsHint')}</small>
        <FieldError message={problem('applications')} />
        {applications.map(({ id, receiptNo, projectName, applicantName, requestedFen }) => (
          <MarkChinese key={id}>
            <label className="qx-check">
              <input type="checkbox" name="applications" value={id} defaultChecked />
              <span>
                {projectName}{' '}
                <span className="qx-soft">
                  {applicantName} · {receiptNo} · <Amount fen={requestedFen} />
                </span>
              </span>
            </label>
          </MarkChinese>
        ))}
      </fieldset>
      <button className="qx-button">{t('scoring.panel.create')}</button>
    </Form>
  )
}

const defaults = { technical: 4, finance: 1, management: 0 }

import { issuableGuidelines, issuableProjects, mayIssue } from '#app/db/funding/ready.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { proposeIssue } from '#app/services/funding/propose-issue.server.ts'
import { SelectField } from '#app/ui/field.tsx'
import { IssueForm } from '#app/ui/funding/issue-form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new-issue.ts'
import '#app/ui/tracking/tracking.css'

/** The guideline and, if one is named, the plan whose projects are issued together: in the address, for colleagues. */
function askedIn(url: URL) {
  const guidelineId = url.searchParams.get('guideline')?.slice(0, 100) || null
  return { guidelineId, planId: url.searchParams.get('plan')?.slice(0, 100) || null }
}

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!mayIssue(ctx)) throw new NotFound('page')
  const guidelines = await issuableGuidelines(ctx)
  const asked = askedIn(url)
  const byPlan = guidelines.find(({ plans }) => plans.some(({ id }) => id === asked.planId))
  const guideline = guidelines.find(({ id }) => id === asked.guidelineId) ?? byPlan ?? guidelines[0] ?? null
  const planId = guideline?.plans.find(({ id }) => id === asked.planId)?.id ?? null
  return {
    guidelines,
    guideline,
    planId,
    projects: guideline ? await issuableProjects(ctx, { guidelineId: guideline.id, planId }) : [],
    today: shanghaiDay(ctx.now),
  }
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const word = (name: string) => String(form.get(name) ?? '').slice(0, 200)
  const typed = {
    documentNo: word('documentNo'),
    issuedOn: word('issuedOn'),
    subjectCode: word('subjectCode'),
    projectIds: form.getAll('project').map((value) => String(value).slice(0, 100)),
  }
  const { guidelineId, planId } = askedIn(url)
  const result = await proposeIssue(ctx, { ...typed, guidelineId: guidelineId ?? word('guideline'), planId })
  return result.ok
    ? redirectWithReceipt(ctx, `/funding/issues/${result.value.id}?done=propose`)
    : refusalResponse(result, { typed })
}

export default function NewIssue({ loaderData, actionData }: Route.ComponentProps) {
  const { guidelines, guideline, planId, projects, today } = loaderData
  const t = useT()
  return (
    <>
      <PageHeader
        title={t('funding.issue.new')}
        note={t('funding.issue.newNote')}
        crumbs={[
          { label: t('funding.title'), to: '/funding' },
          { label: t('funding.issues.title'), to: '/funding/issues' },
        ]}
      />
      <div className="qx-stack">
        {guidelines.length === 0 && <div className="qx-empty">{t('funding.issue.none')}</div>}
        {guideline && (
          <>
            <form className="qx-card qx-stack">
              <SelectField
                name="guideline"
                label={t('funding.issue.guideline')}
                choices={guidelines.map(({ id, title }) => ({ value: id, label: title }))}
                defaultValue={guideline.id}
              />
              <SelectField
                name="plan"
                label={t('funding.issue.plan')}
                empty={t('funding.issue.allPlans')}
                choices={guideline.plans.map(({ id, number }) => ({
                  value: id,
                  label: t('funding.issue.planOf', { number }),
                }))}
                defaultValue={planId ?? ''}
              />
              <p>
                <button className="qx-button qx-plain">{t('funding.issue.choose')}</button>
              </p>
            </form>
            <IssueForm
              key={`${guideline.id} ${planId}`}
              guidelineId={guideline.id}
              projects={projects}
              today={today}
              refused={actionData ?? null}
            />
          </>
        )}
      </div>
    </>
  )
}

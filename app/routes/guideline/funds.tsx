import { data, redirect } from 'react-router'
import { fundHistory, fundRights, fundYears, listFunds } from '#app/db/fund.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addCategory, changeBudget, createFund } from '#app/services/guideline/fund.server.ts'
import { ViewTabs } from '#app/ui/list-parts.tsx'
import { CreateFund } from '#app/ui/guideline/fund-forms.tsx'
import { FundView } from '#app/ui/guideline/fund-view.tsx'
import { Message } from '#app/ui/message.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/funds.ts'
import '#app/ui/guideline/guideline.css'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const rights = fundRights(ctx)
  if (!rights.read) throw new NotFound('page')
  const years = await fundYears(ctx)
  const asked = Number(url.searchParams.get('view'))
  const current = Number(shanghaiDay(ctx.now).slice(0, 4))
  const year = years.includes(asked) ? asked : (years[0] ?? current)
  const funds = await listFunds(ctx, year)
  return {
    years,
    year,
    current,
    funds,
    history: await fundHistory(
      ctx,
      funds.map(({ id }) => id),
    ),
    mayManage: rights.manage,
    done: url.searchParams.get('done'),
    worked: url.searchParams.get('fund'),
  }
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const typed: Record<string, string> = {}
  for (const [name, value] of form) if (typeof value === 'string') typed[name] = value.slice(0, 2000)
  const text = (name: string) => typed[name] ?? ''
  const entry = {
    code: text('code'),
    name: text('name'),
    nameEn: text('nameEn'),
    budgetWan: text('budgetWan'),
  }
  const fundId = text('fundId')
  const act = text('act')
  const back = (year: string, id: string) => redirect(`/funds?view=${year}&done=${act}&fund=${id}`)
  const shown = /^\d{4}$/.exec(url.searchParams.get('view') ?? '')?.[0] ?? ''
  switch (act) {
    case 'create': {
      const result = await createFund(ctx, { ...entry, year: text('year') })
      return result.ok
        ? back(String(result.value.year), result.value.id)
        : refusalResponse(result, { act, fundId, typed })
    }
    case 'category': {
      const result = await addCategory(ctx, { fundId, ...entry })
      return result.ok ? back(shown, fundId) : refusalResponse(result, { act, fundId, typed })
    }
    case 'budget': {
      const target = text('target')
      const result = await changeBudget(ctx, {
        fundId,
        categoryId: target === fundId ? null : target,
        was: text(`was.${target}`),
        budgetWan: entry.budgetWan,
        reason: text('reason'),
      })
      return result.ok ? back(shown, fundId) : refusalResponse(result, { act, fundId, typed })
    }
    default:
      throw data({ code: 'bad_request' }, { status: 400 })
  }
}

export default function Funds({ loaderData, actionData }: Route.ComponentProps) {
  const { years, year, current, funds, mayManage, done, worked } = loaderData
  const t = useT()
  const text = useText()
  const refused = actionData ?? null
  return (
    <>
      <PageHeader
        title={t('guideline.fund.title')}
        note={t('guideline.fund.note')}
        crumbs={[{ label: t('guideline.title'), to: '/guidelines' }]}
      />
      <div className="qx-stack">
        {done && !refused && <Message tone="good">{text(`guideline.fund.done.${done}`)}</Message>}
        {mayManage && (
          <CreateFund
            key={`create ${worked} ${done}`}
            open={years.length === 0}
            year={current}
            refused={refused?.act === 'create' ? refused : null}
          />
        )}
        {years.length > 0 && (
          <ViewTabs
            views={years.map((each) => ({
              key: String(each),
              label: t('guideline.fund.year', { year: each }),
            }))}
            current={String(year)}
          />
        )}
        {funds.length === 0 && (
          <div className="qx-empty">{t(mayManage ? 'guideline.fund.noneManage' : 'guideline.fund.none')}</div>
        )}
        {funds.map((fund) => (
          <FundView
            key={fund.id}
            fund={fund}
            history={loaderData.history.filter(({ fundId }) => fundId === fund.id)}
            mayManage={mayManage}
            worked={worked === fund.id ? done : null}
            refused={refused?.fundId === fund.id ? refused : null}
          />
        ))}
      </div>
    </>
  )
}

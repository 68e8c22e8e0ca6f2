import { Form } from 'react-router'
import type { PlanStrategy } from '#app/domain/approval/plan.ts'
import { useT } from '../page.tsx'
import { Amount } from '../values.tsx'

/** What each strategy would give, side by side, and the button that computes the plan by it. */
export function Strategies({
  items,
  previews,
  current,
  announced,
  version,
}: {
  items: readonly { id: string; applicationId: string; rank: number; projectName: string; rawFen: bigint }[]
  previews: readonly { strategy: PlanStrategy; amounts: Record<string, bigint>; totalFen: bigint }[]
  current: PlanStrategy
  announced: PlanStrategy
  version: number
}) {
  const t = useT()
  const name = (strategy: PlanStrategy) => t(`approval.strategy.${strategy}`)
  return (
    <div className="qx-strategies">
      <p className="qx-soft">{t('approval.plan.compare')}</p>
      <div className="qx-tablebox">
        <table className="qx-table qx-list">
          <thead>
            <tr>
              <th scope="col">{t('approval.plan.rank')}</th>
              <th scope="col">{t('approval.plan.project')}</th>
              <th scope="col" className="qx-number">
                {t('approval.plan.raw')}
              </th>
              {previews.map(({ strategy }) => (
                <th key={strategy} scope="col" className="qx-number">
                  {name(strategy)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, applicationId, rank, projectName, rawFen }) => (
              <tr key={id}>
                <td data-label={t('approval.plan.rank')}>{rank}</td>
                <td data-label={t('approval.plan.project')}>{projectName}</td>
                <td data-label={t('approval.plan.raw')} className="qx-number">
                  <Amount fen={rawFen} bare />
                </td>
                {previews.map(({ strategy, amounts }) => (
                  <td key={strategy} data-label={name(strategy)} className="qx-number">
                    <Amount fen={amounts[applicationId] ?? 0n} bare />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={3}>{t('approval.plan.total')}</td>
              {previews.map(({ strategy, totalFen }) => (
                <td key={strategy} data-label={name(strategy)} className="qx-number">
                  <Amount fen={totalFen} bare />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <Form method="post" className="qx-row">
        <input type="hidden" name="act" value="reallocate" />
        <input type="hidden" name="version" value={version} />
        <select
          name="strategy"
          className="qx-input qx-auto"
          defaultValue={current}
          aria-label={t('approval.ready.strategy')}
        >
          {previews.map(({ strategy }) => (
            <option key={strategy} value={strategy}>
              {name(strategy)}
              {strategy === current ? ` · ${t('approval.plan.current')}` : ''}
              {strategy === announced ? ` · ${t('approval.plan.announced')}` : ''}
            </option>
          ))}
        </select>
        <button className="qx-button">{t('approval.plan.use')}</button>
      </Form>
    </div>
  )
}

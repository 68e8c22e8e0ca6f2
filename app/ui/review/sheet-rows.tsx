import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { SheetRow } from '#app/domain/review/sheet-content.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { Amount } from '../values.tsx'
import './review.css'

/** Rows of a recommendation list in order of priority; `order` may put a control where the number stands. */
export function SheetRows({
  rows,
  order = (_row, at) => at + 1,
}: {
  rows: readonly SheetRow[]
  order?: (row: SheetRow, at: number) => ReactNode
}) {
  const t = useT()
  const sum = (amount: (row: SheetRow) => string) => rows.reduce((all, row) => all + BigInt(amount(row)), 0n)
  const [total, requested] = [t('review.sheet.total'), t('review.sheet.requested')]
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{t('review.sheet.order')}</th>
            <th scope="col">{t('review.sheet.project')}</th>
            <th scope="col">{t('review.sheet.applicant')}</th>
            <th scope="col">{t('review.sheet.category')}</th>
            <th scope="col" className="qx-number">
              {total}
            </th>
            <th scope="col" className="qx-number">
              {requested}
            </th>
            <th scope="col">{t('review.sheet.opinion')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <MarkChinese key={row.applicationId}>
              <tr>
                <td data-label={t('review.sheet.order')}>{order(row, at)}</td>
                <td data-label={t('review.sheet.project')}>
                  <Link to={`/applications/${row.applicationId}`}>{row.projectName}</Link>
                  <small className="qx-soft qx-block">{row.receiptNo}</small>
                </td>
                <td data-label={t('review.sheet.applicant')}>
                  {row.applicantName}
                  <small className="qx-soft qx-block">{row.contact}</small>
                </td>
                <td data-label={t('review.sheet.category')} className="qx-nowrap">
                  {row.category}
                </td>
                <td data-label={total} className="qx-number">
                  <Amount fen={row.totalInvestment} bare />
                </td>
                <td data-label={requested} className="qx-number">
                  <Amount fen={row.requested} bare />
                </td>
                <td data-label={t('review.sheet.opinion')}>{row.opinion}</td>
              </tr>
            </MarkChinese>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={4}>{t('common.list.total')}</td>
            <td data-label={total} className="qx-number">
              <Amount fen={sum((row) => row.totalInvestment)} bare />
            </td>
            <td data-label={requested} className="qx-number">
              <Amount fen={sum((row) => row.requested)} bare />
            </td>
            <td>{t('common.list.count', { count: rows.length })}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

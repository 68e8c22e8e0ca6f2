import type { Post, Share } from '#app/domain/scoring/ties.ts'
import { PlainTable } from '../plain-table.tsx'
import { useT } from '../page.tsx'

/** Posts and shareholdings of an expert, for reading. */
export function TieTables({
  history,
  shareholdings,
}: {
  history: readonly Post[]
  shareholdings: readonly Share[]
}) {
  const t = useT()
  return (
    <>
      <h2>{t('expert.history')}</h2>
      <PlainTable
        columns={[
          { key: 'orgName', label: t('expert.tie.orgName'), cell: (post) => post.orgName },
          { key: 'uscc', label: t('expert.tie.uscc'), cell: (post) => post.uscc || '—' },
          { key: 'role', label: t('expert.tie.role'), cell: (post) => post.role },
          { key: 'from', label: t('expert.tie.from'), nowrap: true, cell: (post) => post.from },
          {
            key: 'to',
            label: t('expert.tie.to'),
            nowrap: true,
            cell: (post) => post.to || t('expert.tie.still'),
          },
        ]}
        rows={history}
        keyOf={(_, index) => String(index)}
        empty={t('common.none')}
      />
      <h2>{t('expert.shares')}</h2>
      <PlainTable
        columns={[
          { key: 'orgName', label: t('expert.tie.orgName'), cell: (share) => share.orgName },
          { key: 'uscc', label: t('expert.tie.uscc'), cell: (share) => share.uscc || '—' },
          {
            key: 'percent',
            label: t('expert.tie.percent'),
            number: true,
            cell: (share) => `${share.percent}%`,
          },
          {
            key: 'listed',
            label: t('expert.tie.listed'),
            cell: (share) => t(share.listed ? 'common.yes' : 'common.no'),
          },
        ]}
        rows={shareholdings}
        keyOf={(_, index) => String(index)}
        empty={t('common.none')}
      />
    </>
  )
}

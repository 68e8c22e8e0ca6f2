import { logDays } from '#app/db/log-days.server.ts'
import { logEpochs } from '#app/db/log-keys.server.ts'
import { latestCheckpoint } from '#app/db/log.server.ts'
import type { KeyFrom } from '#app/domain/audit/log-keys.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { publishedKeys } from '#app/services/audit-keys.server.ts'
import '#app/ui/audit/audit.css'
import { useT } from '#app/ui/page.tsx'
import { type PlainColumn, PlainTable } from '#app/ui/plain-table.tsx'
import { PortalFrame } from '#app/ui/portal/frame.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { givenOf } from '../context.server.ts'
import { findVisitor } from '../visitor.server.ts'
import type { Route } from './+types/log.ts'

/** Days whose roots are listed. */
const days = 31

export async function loader({ request, context }: Route.LoaderArgs) {
  const { db } = givenOf(context)
  const [{ keys, beside }, epochs, latest, daily, visitor] = await Promise.all([
    publishedKeys(db),
    logEpochs(db.client),
    latestCheckpoint(db),
    logDays(db, days),
    findVisitor(request, context),
  ])
  return {
    keys: keys.map(shown),
    beside: beside.map(shown),
    epochs: epochs.map(({ epoch, keptSize, at, declaration: { lost, asked, declared } }) => ({
      epoch,
      kept: keptSize,
      lost: lost.size,
      of: lost.epoch,
      at,
      asked,
      declared,
    })),
    latest: latest && { size: latest.size, signedAt: latest.signedAt, note: latest.note },
    daily,
    signedIn: visitor !== null,
  }
}

function shown({ key, from }: KeyFrom) {
  return { text: formatKey(key), from }
}

export default function Log({ loaderData }: Route.ComponentProps) {
  const { keys, beside, epochs, latest, daily, signedIn } = loaderData
  const t = useT()
  return (
    <PortalFrame
      signedIn={signedIn}
      banner={
        <>
          <title>{`${t('audit.log.title')} · ${t('common.system')}`}</title>
          <h1>{t('audit.log.title')}</h1>
          <p className="qx-portalfacts">{t('audit.log.lead')}</p>
        </>
      }
    >
      <section className="qx-card qx-stack">
        <h2>{t('audit.log.keys')}</h2>
        <p className="qx-hint">{t('audit.log.keysHint')}</p>
        <PlainTable rows={keys} keyOf={({ text }) => text} columns={keyColumns(t)} />
        <p>
          <a href="/log/keys">{t('audit.log.keysFile')}</a>
        </p>
        {beside.length > 0 && (
          <>
            <p className="qx-hint">{t('audit.log.beside')}</p>
            <PlainTable rows={beside} keyOf={({ text }) => text} columns={keyColumns(t)} />
            <p>
              <a href="/log/keys-beside">{t('audit.log.besideFile')}</a>
            </p>
          </>
        )}
      </section>
      <section className="qx-card qx-stack">
        <h2>{t('audit.log.checkpoint')}</h2>
        {latest ? (
          <>
            <p>
              {t('audit.sizeText', { size: latest.size })} · <DateTime at={latest.signedAt} />
            </p>
            <pre className="qx-lognote">{latest.note}</pre>
          </>
        ) : (
          <p className="qx-soft">{t('audit.log.empty')}</p>
        )}
        <p className="qx-hint">{t('audit.log.witness')}</p>
      </section>
      {epochs.length > 0 && (
        <section className="qx-card qx-stack">
          <h2>{t('audit.log.epochs')}</h2>
          <ul>
            {epochs.map(({ at, ...row }) => (
              <li key={row.epoch}>
                {t(row.lost <= row.kept ? 'audit.log.epochOther' : 'audit.log.epoch', row)}{' '}
                <DateTime at={at} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="qx-card qx-stack">
        <h2>{t('audit.log.daily')}</h2>
        <p className="qx-hint">{t('audit.log.dailyHint')}</p>
        <PlainTable
          rows={daily}
          keyOf={({ day }) => day}
          empty={t('audit.log.noDaily')}
          columns={dayColumns(t)}
        />
      </section>
    </PortalFrame>
  )
}

type Loaded = Route.ComponentProps['loaderData']
type T = ReturnType<typeof useT>

function keyColumns(t: T): PlainColumn<Loaded['keys'][number]>[] {
  return [
    { key: 'from', label: t('audit.log.from'), nowrap: true, cell: ({ from }) => t('audit.log.place', from) },
    { key: 'key', label: t('audit.key'), cell: ({ text }) => <code>{text}</code> },
  ]
}

function dayColumns(t: T): PlainColumn<Loaded['daily'][number]>[] {
  return [
    { key: 'day', label: t('audit.log.day'), nowrap: true, cell: ({ day }) => day },
    { key: 'size', label: t('audit.log.size'), number: true, cell: ({ size }) => size },
    { key: 'root', label: t('audit.log.root'), cell: ({ root }) => <code>{root}</code> },
  ]
}

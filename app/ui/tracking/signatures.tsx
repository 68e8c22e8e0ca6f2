import { IconCircleCheckFilled, IconCircleDashed, IconClockHour4 } from '@tabler/icons-react'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { DateTime } from '../values.tsx'

type Party = { key: 'a' | 'b' | 'c'; name: string; at: Date | null; person: string | undefined }

const next: Record<string, Party['key']> = { draft: 'b', b_signed: 'c', c_signed: 'a' }

/** The parties in the order in which they sign: who signed when, who is next. */
export function Signatures({ status, parties }: { status: string; parties: readonly Party[] }) {
  const t = useT()
  return (
    <section className="qx-card qx-stack">
      <h2>{t('tracking.contract.signatures')}</h2>
      <p className="qx-soft">
        {t(parties.length > 2 ? 'tracking.contract.order' : 'tracking.contract.orderOfTwo')}
      </p>
      <ol className="qx-signatures">
        {parties.map(({ key, name, at, person }) => {
          const waits = !at && next[status] === key
          const Icon = at ? IconCircleCheckFilled : waits ? IconClockHour4 : IconCircleDashed
          return (
            <li key={key} data-tone={at ? 'good' : waits ? 'wait' : 'quiet'}>
              <Icon size={20} aria-hidden />
              <MarkChinese>
                <div>
                  <b>{t(`tracking.contract.party.${key}`)}</b>
                  <MarkChinese>
                    <div>{name}</div>
                  </MarkChinese>
                  <small className="qx-soft">
                    {at ? (
                      <>
                        {person} {t('tracking.contract.signed')} <DateTime at={at} />
                      </>
                    ) : (
                      t(waits ? 'tracking.contract.waiting' : 'tracking.contract.later')
                    )}
                  </small>
                </div>
              </MarkChinese>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

import { type ReactNode, useEffect, useState } from 'react'
import { useT } from '../page.tsx'
import { DateTime } from '../values.tsx'
import './audit.css'

/** What `/receipts/:entry` answers; instants come as text from there. */
export type Receipt =
  | { entry: string; state: 'published'; index: number; leaf: string; signedAt: Date | string }
  | { entry: string; state: 'waiting' }

/** The first 16 hexadecimal digits in groups of four, as documents print them. */
export function shortLeaf(leaf: string): string {
  return (leaf.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
}

/** The log's receipt for what was just done; while its proof is not there yet, it says so and looks again by itself. */
export function ReceiptPanel({ initial }: { initial: Receipt }) {
  const t = useT()
  const [receipt, setReceipt] = useState(initial)
  const waits = receipt.state === 'waiting'
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(async () => {
      const answer = await fetch(`/receipts/${receipt.entry}`, {
        headers: { Accept: 'application/json' },
      }).catch(() => null)
      if (answer?.ok) setReceipt(await answer.json())
    }, 2_000)
    return () => clearInterval(timer)
  }, [receipt.entry, waits])
  return (
    <section className="qx-message qx-receipt" data-tone={waits ? 'wait' : 'good'} role="status">
      <h2>{t('audit.receipt.title')}</h2>
      {receipt.state === 'waiting' ? (
        <p>{t('audit.receipt.waiting')}</p>
      ) : (
        <>
          <dl>
            <Fact name={t('audit.entry')}>{receipt.index}</Fact>
            <Fact name={t('audit.receipt.short')}>
              <code>{shortLeaf(receipt.leaf)}</code>
            </Fact>
            <Fact name={t('audit.receipt.signedAt')}>
              <DateTime at={receipt.signedAt} />
            </Fact>
          </dl>
          <p className="qx-noprint">
            <a href={`/v/${receipt.index}#${receipt.leaf}`}>{t('audit.receipt.check')}</a>
            <a href={`/v/${receipt.index}/proof`} download>
              {t('audit.download')}
            </a>
          </p>
        </>
      )}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

import { useEffect, useState } from 'react'
import { parseProof } from '#app/domain/audit/checkpoint.ts'
import { base64, formatKey } from '#app/domain/audit/note.ts'
import { presentKey } from '#app/services/audit-keys.server.ts'
import { Checks, EntryFacts, Meaning } from '#app/ui/audit/entry-view.tsx'
import { useT } from '#app/ui/page.tsx'
import { PortalFrame } from '#app/ui/portal/frame.tsx'
import { givenOf } from '../context.server.ts'
import { findVisitor } from '../visitor.server.ts'
import type { Route } from './+types/entry.ts'
import { type Checked, checkProof, printedIn } from './check-proof.ts'
import { receiptIn } from './entry-in.server.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { index, leaf, note, size, signedAt, file } = await receiptIn(givenOf(context).db, params.entry)
  const key = await presentKey(givenOf(context).db)
  return {
    proof: { index, leaf, note, key: formatKey(key), path: parseProof(file)?.path.map(base64) ?? [] },
    origin: key.name,
    size,
    signedAt,
    signedIn: (await findVisitor(request, context)) !== null,
  }
}

export default function Entry({ loaderData }: Route.ComponentProps) {
  const { proof, origin, size, signedAt, signedIn } = loaderData
  const t = useT()
  const checked = useChecked(proof)
  return (
    <PortalFrame
      signedIn={signedIn}
      banner={
        <>
          <title>{`${t('audit.title')} ${proof.index} · ${t('common.system')}`}</title>
          <h1>
            {t('audit.title')} {proof.index}
          </h1>
          <p className="qx-portalfacts">{t('audit.lead', { index: proof.index })}</p>
        </>
      }
    >
      <EntryFacts
        index={proof.index}
        leaf={proof.leaf}
        publicKey={proof.key}
        origin={origin}
        size={size}
        signedAt={signedAt}
      />
      <Checks checked={checked} />
      <Meaning download={`/v/${proof.index}/proof`} />
    </PortalFrame>
  )
}

/** Null until the browser has calculated. What follows `#` in the address is the printed hash. */
function useChecked(proof: Parameters<typeof checkProof>[0]): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null)
  useEffect(() => {
    let current = true
    const check = async () => {
      const result = await checkProof(proof, printedIn(window.location.hash))
      if (current) setChecked(result)
    }
    void check()
    const again = () => void check()
    window.addEventListener('hashchange', again)
    return () => {
      current = false
      window.removeEventListener('hashchange', again)
    }
  }, [proof])
  return checked
}

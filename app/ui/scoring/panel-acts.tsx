import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { type Act, Acts } from '../act-panel.tsx'
import { TextField } from '../field.tsx'
import { useProblemAt } from '../messages.tsx'
import { useT, useText } from '../page.tsx'

/** What is seldom done stands below the rest. */
const last = ['call_further', 'publish_pool']

type Props = {
  panel: {
    name: string
    version: number
    status: string
    actions: readonly string[]
    seatsWanted: number
    seats: readonly { role: string; status: string }[]
    draws: readonly unknown[]
  }
  refused: {
    act?: string
    typed?: { salt: string; scoringEnd: string; reason: string }
    refusal: Refusal
  } | null
}

/** What the reader may do with a panel now, and why not. */
export function PanelActs({ panel, refused }: Props) {
  const t = useT()
  const text = useText()
  const problem = useProblemAt(refused?.refusal.fields)
  const committed = panel.seats.filter(
    ({ role, status }) => role === 'member' && status === 'committed',
  ).length
  const again = panel.status === 'drawn'
  const label = (name: string) =>
    name === 'publish_pool' && again ? t('scoring.draw.repeat') : text(`transition.panel.${name}.label`)
  const blocked = (name: string) =>
    name === 'open_scoring' && committed < panel.seatsWanted ? t('scoring.seat.openBlocked') : null
  const acts = panel.actions
    .filter((name) => blocked(name) === null)
    .toSorted((a, b) => last.indexOf(a) - last.indexOf(b))
    .map((name): Act => {
      const mine = refused?.act === name ? refused : null
      const common = {
        name,
        label: label(name),
        version: panel.version,
        refusal: mine?.refusal,
        typedReason: mine?.typed?.reason,
      }
      const consequence = text([`transition.panel.${name}.effect`, ''])
      switch (name) {
        case 'publish_pool':
          return again
            ? {
                ...common,
                consequence: t('scoring.panel.repeatHint'),
                reason: 'required',
                danger: panel.name,
              }
            : { ...common, consequence }
        case 'draw':
          return {
            ...common,
            consequence: t('scoring.draw.witnessText'),
            children: (
              <TextField
                name="salt"
                label={t('scoring.draw.salt')}
                numeric
                maxLength={80}
                required
                defaultValue={mine?.typed?.salt}
              />
            ),
          }
        case 'open_scoring':
        case 'extend':
          return {
            ...common,
            consequence,
            reason: name === 'extend' ? 'required' : undefined,
            children: (
              <TextField
                id="scoringEnd"
                name="scoringEnd"
                label={t('scoring.panel.scoringEnd')}
                hint={t('scoring.panel.scoringEndHint')}
                type="datetime-local"
                required
                defaultValue={mine?.typed?.scoringEnd?.replace(' ', 'T')}
                error={mine ? problem('scoringEnd') : null}
              />
            ),
          }
        case 'call_further':
          return { ...common, consequence, reason: 'required' }
        case 'end_scoring':
          return { ...common, consequence: t('scoring.progress.endEarly') }
        case 'sign':
          return { ...common, consequence, confirm: panel.name }
        default:
          return { ...common, consequence }
      }
    })
  const closed = panel.actions.flatMap((name) => {
    const why = blocked(name)
    return why ? [{ label: label(name), why }] : []
  })
  if (panel.status === 'pool_published' && !panel.actions.includes('draw'))
    closed.push({ label: label('draw'), why: t('scoring.panel.notWitness') })
  const foreign = refused?.act === 'designate' ? null : refused?.refusal
  return <Acts acts={acts} closed={closed} refusal={foreign} />
}

import { deadline } from '#app/i18n/format.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { useT, useText } from '../page.tsx'

type Line = { id: string; name: string; roles: readonly string[]; until: Date }

/** On the desk: for whom one stands in, and who stands in for oneself. */
export function StandIns({ held, given }: { held: readonly Line[]; given: readonly Line[] }) {
  const t = useT()
  const text = useText()
  const words = ({ name, roles, until }: Line) => ({
    name,
    roles: roles.map((role) => text(`common.role.${role}`)).join(' · '),
    until: deadline(until),
  })
  const lines = [
    ...held.map((line) => ({ id: line.id, said: t('office.standsIn', words(line)) })),
    ...given.map((line) => ({ id: line.id, said: t('office.handedOver', words(line)) })),
  ]
  return lines.map(({ id, said }) => (
    <Message key={id} tone="accent">
      <MarkChinese>{said}</MarkChinese>
    </Message>
  ))
}

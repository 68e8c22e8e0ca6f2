import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { TextField } from './field.tsx'
import { useProblemAt } from './messages.tsx'
import { useT } from './page.tsx'

type Contact = { phone: string; email: string }

/** Telephone and mail of an account, with what they are for. */
export function ContactFields({
  contact: { phone, email },
  problems,
}: {
  contact: Contact
  problems: readonly FieldProblem[] | undefined
}) {
  const t = useT()
  const problemAt = useProblemAt(problems)
  return (
    <>
      <TextField
        id="phone"
        name="phone"
        label={t('session.contact.phone')}
        hint={t('session.contact.phoneHint')}
        maxLength={30}
        defaultValue={phone}
        error={problemAt('phone')}
      />
      <TextField
        id="email"
        name="email"
        label={t('session.contact.email')}
        hint={t('session.contact.emailHint')}
        maxLength={200}
        defaultValue={email}
        error={problemAt('email')}
      />
    </>
  )
}

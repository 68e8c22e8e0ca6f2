import { textAt } from '#app/domain/application/form.ts'
import { formValues } from '#app/domain/application/form-schema.ts'
import { askedToAvoid } from '#app/domain/application/private-sections.ts'
import { type AvoidanceHint, avoidanceHints } from '#app/domain/scoring/hints.ts'
import { unseal } from '#app/platform/sealed.server.ts'
import type { Tx } from '../client.server.ts'
import { openedContact } from '../contact.server.ts'

export type HintRow = AvoidanceHint & { expertId: string; applicationId: string }

const account = { select: { id: true, phone: true, email: true } } as const

/**
 * Hints of C10 and C11 for some experts and applications. Sealed telephones and addresses are opened to be compared and go
 * no further.
 */
export async function hintsBetween(
  tx: Tx,
  expertIds: readonly string[],
  applicationIds: readonly string[],
): Promise<HintRow[]> {
  const [experts, applications] = await Promise.all([
    tx.expert.findMany({
      where: { id: { in: [...expertIds] } },
      select: { id: true, name: true, employer: true, phone: true, email: true, user: account },
      orderBy: { id: 'asc' },
    }),
    tx.application.findMany({
      where: { id: { in: [...applicationIds] } },
      select: { id: true, form: true, enterprise: { select: { users: account } } },
      orderBy: { id: 'asc' },
    }),
  ])
  const applicants = applications.map(({ id, form, enterprise: { users } }) => {
    const values = formValues.parse(JSON.parse(form))
    const people = users.map(openedContact)
    return {
      id,
      phones: [textAt(values, 'enterprise.contact_phone'), ...people.map(({ phone }) => phone)],
      emails: [textAt(values, 'enterprise.contact_email'), ...people.map(({ email }) => email)],
      askedToAvoid: askedToAvoid(values),
    }
  })
  return experts.flatMap(({ id: expertId, name, employer, phone, email, user }) => {
    const own = user && openedContact(user)
    const expert = {
      name,
      employer,
      phones: [unseal(phone, `expert.phone:${expertId}`), own?.phone ?? ''],
      emails: [unseal(email, `expert.email:${expertId}`), own?.email ?? ''],
    }
    return applicants.flatMap((applicant) =>
      avoidanceHints(expert, applicant).map((found) => ({ ...found, expertId, applicationId: applicant.id })),
    )
  })
}

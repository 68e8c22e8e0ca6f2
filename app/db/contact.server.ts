import { marksOf, seal, unseal } from '#app/platform/sealed.server.ts'

export type Contact = { phone: string; email: string }

/** Telephone and mail of an account as its row keeps them. */
export function sealedContact(id: string, { phone, email }: Contact): Contact {
  return { phone: seal(phone, `user.phone:${id}`), email: seal(email, `user.email:${id}`) }
}

/** What is sealed of an account's row, opened. */
export function openedContact({ id, phone, email }: Contact & { id: string }): Contact {
  return { phone: openedPhone({ id, phone }), email: openedEmail({ id, email }) }
}

export function openedPhone({ id, phone }: { id: string; phone: string }): string {
  return unseal(phone, `user.phone:${id}`)
}

export function openedEmail({ id, email }: { id: string; email: string }): string {
  return unseal(email, `user.email:${id}`)
}

type Reach = { contactPhone: string; contactEmail: string }
type EnterpriseRow = Reach & { id: string; profile: string }

/** How to reach an enterprise, as its row keeps it; equal telephones have equal marks. */
export function sealedReach(id: string, { contactPhone, contactEmail }: Reach) {
  return {
    contactPhone: seal(contactPhone, `enterprise.contactPhone:${id}`),
    contactPhoneMark: phoneMarks(contactPhone)[0] ?? '',
    contactEmail: seal(contactEmail, `enterprise.contactEmail:${id}`),
  }
}

/** The JSON of an enterprise's profile as its row keeps it. */
export function sealedProfile(id: string, profile: string): string {
  return seal(profile, `enterprise.profile:${id}`)
}

/** A row of an enterprise with what is sealed of it opened; the profile is JSON. */
export function openedEnterprise<R extends EnterpriseRow>(row: R): R {
  const { id, contactPhone, contactEmail, profile } = row
  return {
    ...row,
    contactPhone: unseal(contactPhone, `enterprise.contactPhone:${id}`),
    contactEmail: unseal(contactEmail, `enterprise.contactEmail:${id}`),
    profile: unseal(profile, `enterprise.profile:${id}`) || '{}',
  }
}

/** What rows with this telephone carry, whichever key sealed them. */
export function phoneMarks(phone: string): string[] {
  return marksOf(phone, 'enterprise.contactPhone')
}

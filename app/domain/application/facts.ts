import type { SupportMode } from '#app/domain/guideline/schema.ts'
import type { CreditLevel } from '../funding/credit.ts'
import type { ReadForm } from './read-form.ts'

/** An imported bad record (schema: CreditFlag). */
export type FlagFact = { kind: string; level: string; occurredOn: string; endsOn: string | null }

/** A credit record of our own that stands (schema: CreditRecord); the days are its first and last. */
export type CreditFact = { level: CreditLevel; basisNo: string; startsOn: string; endsOn: string }

/** The enterprise as the library knows it, whatever was typed. */
export type EnterpriseFact = {
  name: string
  uscc: string
  /** statistical region and recommending unit, six digits; they differ in a zone */
  regionCode: string
  unitCode: string
  /** in_business | liquidation | revoked */
  status: string
  establishedOn: string
  tags: readonly string[]
  independentLegalPerson: boolean
  industryCode: string
  /** large | medium | small | micro */
  size: string
  /** A | B | C | C- | D | T, '' unknown */
  resourceGrade: string
  legalRepresentative: string
  flags: readonly FlagFact[]
  creditRecords: readonly CreditFact[]
}

export type OtherApplicationFact = {
  projectName: string
  projectCode: string
  direction: string
  sameGuideline: boolean
  supportMode: SupportMode
}

export type FileFact = {
  slot: string
  name: string
  size: number
  mediaType: string
  /** what the content check found: unreadable, encrypted, wrong_type … */
  problem?: string
}

/** Everything that the rules of A.6 look at. Gathered by a service, plain values, no clock. */
export type CheckFacts = {
  now: Date
  form: ReadForm
  enterprise: EnterpriseFact
  /** further applications of the enterprise in the category, neither ended nor this one */
  otherApplications: readonly OtherApplicationFact[]
  /** earlier projects of the fund without acceptance */
  unacceptedProjects: readonly { name: string; code: string }[]
  /** projects of the enterprise, or of its controller, that got public money in the last five years */
  fundedProjects: readonly { name: string; year: number; projectCode: string }[]
  /** projects of the enterprise on lists of other departments, where the rule asks for them, and who gives the money */
  listedProjects: readonly { name: string; source: string; projectCode: string }[]
  /** invoice numbers of other applications, and where they are used */
  usedInvoices: readonly { invoiceNo: string; projectName: string }[]
  files: readonly FileFact[]
  commitmentAt: Date | null
  /** applicants elsewhere with the same contact phone */
  sharedContacts: readonly string[]
  /** the filing as the approval platform knows it; null: not connected */
  filing: { undertaker: string } | null
  /** yearly figures from the library; null: none there */
  reported: readonly { year: number; revenueFen: bigint }[] | null
}

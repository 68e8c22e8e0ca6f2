import { dateTime, dateTimeSeconds } from '#app/i18n/format.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { type FrozenReport, pairs, paragraph, type Report, type Section, table, words } from './report.ts'

export type ApplicationFormFacts<S> = {
  guidelineTitle: string
  /** '' while it is a draft: the watermark says so */
  receiptNo: string
  projectName: string
  applicantName: string
  category: string
  recommender: string
  submittedAt: Date | null
  snapshotSha256: string
  /** the guideline's own form: headings, key and value blocks, tables, or the edition that holds it */
  sections: S[]
  commitment: string
  opinions: { unit: string; person: string; at: Date; conclusion: string; text: string }[]
  verifyUrl: string
}

/** 申报书: cover, every section of the guideline's form, the commitment, the opinions of all levels. */
export function applicationForm(facts: ApplicationFormFacts<Section>): Report
export function applicationForm(facts: ApplicationFormFacts<FrozenReport['sections'][number]>): FrozenReport
export function applicationForm(facts: ApplicationFormFacts<FrozenReport['sections'][number]>): FrozenReport {
  const { common, applicationForm: own, recommendationSheet, receipt } = captions
  const opinions: Section = {
    heading: own.opinions,
    blocks: [
      table(
        [
          words('unit', own.unit, 2),
          words('conclusion', common.conclusion),
          words('text', common.opinion, 4),
          words('person', own.person),
          words('at', own.at, 1.5),
        ],
        facts.opinions.map(({ unit, conclusion, text, person, at }) => ({
          unit,
          conclusion,
          text,
          person,
          at: dateTime(at),
        })),
      ),
    ],
  }
  return {
    kind: 'application_form',
    layout: 'form',
    title: own.title,
    documentNo: facts.guidelineTitle,
    meta: [],
    sections: [
      {
        heading: '',
        blocks: [
          pairs(
            1,
            [common.projectName, facts.projectName],
            [common.category, facts.category],
            [common.applicant, facts.applicantName],
            [receipt.recommender, facts.recommender],
            [common.receiptNo, facts.receiptNo || own.notSubmitted],
            [own.submittedAt, facts.submittedAt ? dateTimeSeconds(facts.submittedAt) : own.notSubmitted],
          ),
        ],
      },
      ...facts.sections,
      { heading: own.commitment, blocks: facts.commitment.split('\n').filter(Boolean).map(paragraph) },
      ...(facts.opinions.length > 0 ? [opinions] : []),
    ],
    signatures: [
      { label: own.legalRepresentative, name: '', date: '' },
      { label: recommendationSheet.handler, name: '', date: '' },
      { label: own.seal, name: '', date: '' },
    ],
    footer: {
      receiptNo: facts.receiptNo,
      sha256: facts.snapshotSha256,
      watermark: facts.receiptNo ? '' : common.draft,
      qr: facts.receiptNo ? facts.verifyUrl : '',
    },
  }
}

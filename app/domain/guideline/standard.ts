import { usualAcceptanceTerms } from './acceptance-terms.ts'
import { usualAlertTerms } from './alert-terms.ts'
import { labelAt } from '#app/domain/application/form.ts'
import { standardForm } from '#app/domain/application/standard-form.ts'
import type { GuidelineConfiguration } from './schema.ts'
import { standardScheme } from './score-scheme.ts'
import { usualHandling } from './usual-handling.ts'

const local: GuidelineConfiguration['chain']['local'] = [
  { level: 'town', required: false },
  { level: 'county', required: true, coReview: ['finance', 'credit'] },
  { level: 'city', required: true, coReview: ['finance'] },
  { level: 'province', required: true },
]

/** Blocking rules that nearly every call has (domain A.6), with the defaults of their parameters. */
const usualRules = [
  'R01',
  'R02',
  'R03',
  'R05',
  'R10',
  'R11',
  'R12',
  'R13',
  'R15',
  'R21',
  'R22',
  'R24',
] as const

/** What a field or table is called in the standard form, for a call that has taken it out. */
export function standardName(path: string): { zh: string; en: string } {
  const found = labelAt(standardForm({ financeYears: [] }), path)
  if (!found) return { zh: path, en: path }
  const { section, label } = found
  const inSection = (language: 'zh' | 'en') => [...new Set([section[language], label[language]])].join(' · ')
  return { zh: inSection('zh'), en: inSection('en') }
}

/** What a call starts from when it does not follow an earlier one: the defaults of domain A to E. */
export function standardConfiguration({
  code,
  title,
  year,
}: {
  code: string
  title: string
  year: number
}): GuidelineConfiguration {
  return {
    code,
    title,
    year,
    batch: 1,
    documentNo: '',
    issuedBy: [],
    supportDirection: '',
    eligibilityText: '',
    supportMode: 'post_reward',
    ratio: 1000,
    capWan: '',
    floorWan: '',
    awards: [],
    budgetWan: '',
    contacts: [],
    faq: [],
    correctionRounds: { locality: 2, province: 1 },
    correctionDays: 5,
    chain: { local, direct: null, directTags: [], exceptions: [] },
    deadlines: {
      applyStart: '',
      applyEnd: '',
      townEnd: '',
      countyEnd: '',
      cityEnd: '',
      provinceCheckEnd: '',
    },
    handling: { ...usualHandling },
    finance: { coSigns: true, coChecks: true, coConfirms: true, withinDays: 3 },
    quotas: [],
    perApplicant: { limit: 1, exemptDirections: [] },
    rules: usualRules.map((rule) => ({ code: rule, severity: 'block', params: {} })),
    form: standardForm({ financeYears: [year - 1, year - 2] }),
    attachments: [
      slot('business_licence', '营业执照', 'Business licence', { needSeal: true }),
      slot('commitment', '信用承诺书', 'Commitment of truth and credit', {
        needSeal: true,
        needSignature: true,
      }),
      slot('audit_report', '近两年审计报告', 'Audit reports of two years', { maxCount: 4 }),
    ],
    scheme: standardScheme,
    blindMode: 'single',
    publicity: { n: 5, unit: 'working' },
    reviewSkipped: false,
    allocation: {
      strategy: 'rank_cutoff',
      partial: true,
      tiers: [],
      regionCapWan: '',
      enterpriseCapWan: '',
    },
    instalments: [{ when: 'issue', percent: 100 }],
    funding: { payer: 'county', receiveDays: 10, payDays: 30, confirmDays: 10, clawbackDays: 30 },
    tracking: {
      contract: true,
      acceptance: true,
      reportPeriod: 'half_year',
      reportWithinDays: 10,
      acceptanceWithinMonths: 6,
      cutByBase: true,
      changeLevels: {
        people: 'county',
        extension: 'city',
        budget: 'city',
        content: 'province',
        other: 'province',
      },
      extensionMonths: 6,
      acceptanceTerms: usualAcceptanceTerms,
      alerts: usualAlertTerms,
    },
    evaluation: { execution: 10, output: 50, benefit: 30, satisfaction: 10 },
  }
}

type Slot = GuidelineConfiguration['attachments'][number]

function slot(key: string, zh: string, en: string, more: Partial<Slot> = {}): Slot {
  return {
    key,
    name: { zh, en },
    required: true,
    formats: ['pdf'],
    maxMB: 20,
    maxCount: 1,
    needSeal: false,
    needSignature: false,
    hiddenInBlind: true,
    ...more,
  }
}

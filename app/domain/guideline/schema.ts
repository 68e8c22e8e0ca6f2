import { z } from 'zod'
import { formDefinition } from '#app/domain/application/form-schema.ts'
import { acceptanceTerms, usualAcceptanceTerms } from './acceptance-terms.ts'
import { alertTerms, usualAlertTerms } from './alert-terms.ts'
import { attachmentSlot } from './attachment-slot.ts'
import { chainSchema } from './chain.ts'
import { scoreScheme } from './score-scheme.ts'
import { usualHandling } from './usual-handling.ts'

/**
 * Everything that differs by fund, year or region, as one versioned value of the guideline (domain A.1).
 * The schema says what shape a draft has; `checkConfiguration` says whether it may be published.
 * Amounts are text in 万元 as typed, instants 'YYYY-MM-DD HH:mm' in Asia/Shanghai, empty text is "not yet".
 */

const line = z.string().max(500)
const text = z.string().max(20_000)
const instant = z.string().max(16)
const wan = z.string().max(30)

export const supportModes = [
  'pre_grant',
  'pre_approval_post_pay',
  'post_reward',
  'interest_subsidy',
  'equity',
  'purchase',
  'block',
] as const
export type SupportMode = (typeof supportModes)[number]

/** Those whose amounts the system computes and pays (C.1); the others are asked about and told of, not run. */
export const carriedOut: readonly SupportMode[] = ['pre_grant', 'pre_approval_post_pay', 'post_reward']

export const severities = ['block', 'warn', 'manual'] as const
export type Severity = (typeof severities)[number]

const deadlinesSchema = z.strictObject({
  applyStart: instant,
  applyEnd: instant,
  townEnd: instant,
  countyEnd: instant,
  cityEnd: instant,
  provinceCheckEnd: instant,
})
export type Deadlines = z.infer<typeof deadlinesSchema>

const quotaSchema = z.strictObject({
  level: z.enum(['county', 'city']),
  /** places of a unit that is not named */
  limit: z.number().int().min(0).max(10_000),
  units: z.record(z.string().regex(/^\d{6}$/), z.number().int().min(0).max(10_000)).optional(),
})
export type QuotaRow = z.infer<typeof quotaSchema>

const direction = z.string().max(40)

const ruleChoiceSchema = z.strictObject({
  code: z.string().regex(/^R\d{2}$/),
  severity: z.enum(severities),
  /** directions that it does not judge */
  exceptDirections: z.array(direction).max(50).optional(),
  /** checked against the catalogue; what is left out takes the rule's default */
  params: z.record(z.string(), z.unknown()),
})
export type RuleChoice = z.infer<typeof ruleChoiceSchema>

/** C.1 认定奖励: a direction that pays one of these amounts whatever was invested, at once and without a contract. */
const awardSchema = z.strictObject({ direction, amountsWan: z.array(wan).min(1).max(10) })
export type Award = z.infer<typeof awardSchema>

const changeLevel = z.enum(['county', 'city', 'province'])

const trackingSchema = z.strictObject({
  /** stages that a project goes through after approval (A.0: rewards skip them) */
  contract: z.boolean(),
  acceptance: z.boolean(),
  reportPeriod: z.enum(['none', 'quarter', 'half_year']),
  /** days after the end of a period */
  reportWithinDays: z.number().int().min(1).max(90),
  /** months after the project's end within which acceptance is applied for */
  acceptanceWithinMonths: z.number().int().min(0).max(36),
  /** D.5: what is recognised shrinks with the eligible base, as approved against as audited */
  cutByBase: z.boolean().default(false),
  /** D.3: the level that decides a change of each kind; an extension beyond its months goes to the province */
  changeLevels: z
    .strictObject({
      people: changeLevel,
      extension: changeLevel,
      budget: changeLevel,
      content: changeLevel,
      other: changeLevel,
    })
    .default({
      people: 'province',
      extension: 'province',
      budget: 'province',
      content: 'province',
      other: 'province',
    }),
  extensionMonths: z.number().int().min(0).max(24).default(0),
  /** D.5: how a project is accepted */
  acceptanceTerms: acceptanceTerms.default(usualAcceptanceTerms),
  /** D.4: when a project is warned of */
  alerts: alertTerms.default(usualAlertTerms),
})

const city = z.string().regex(/^\d{6}$/)

/** C.3: how the budget is shared out among the ranked projects. */
const allocationSchema = z.strictObject({
  strategy: z.enum(['rank_cutoff', 'proportional', 'tiered', 'manual']),
  /** rank_cutoff and tiered: the last one takes what is left instead of being dropped */
  partial: z.boolean(),
  /** tiered: grades from the best, each with the centi-points from which it holds and the amount of a project in it */
  tiers: z
    .array(
      z.strictObject({
        grade: z.string().max(20),
        fromScore: z.number().int().min(0).max(10_000),
        amountWan: wan,
      }),
    )
    .max(10)
    .default([]),
  /** most that the projects of one city get together, empty without; cities by code that have their own */
  regionCapWan: wan.default(''),
  regionCaps: z.record(city, wan).optional(),
  /** most that the projects of one enterprise get together, empty without */
  enterpriseCapWan: wan.default(''),
})

const payerLevel = z.enum(['county', 'city'])

/** C.5: through which finance office the money goes, and the days that each hop may take. */
/** D.6: 限期 30 日 */
const usualClawbackDays = 30

const fundingSchema = z
  .strictObject({
    payer: payerLevel,
    /** units whose projects are paid otherwise, by code */
    payers: z.record(z.string().regex(/^\d{6}$/), payerLevel).optional(),
    receiveDays: z.number().int().min(1).max(90),
    payDays: z.number().int().min(1).max(90),
    confirmDays: z.number().int().min(1).max(90),
    /** days from the notice within which money is to be paid back (D.6) */
    clawbackDays: z.number().int().min(1).max(90).default(usualClawbackDays),
  })
  .default({
    payer: 'county',
    receiveDays: 10,
    payDays: 30,
    confirmDays: 10,
    clawbackDays: usualClawbackDays,
  })

const workingDays = z.number().int().min(1).max(250)

/** Working days for the states after formal review, of whoever holds it, and for answers to requests (A.3, C.4). */
const handlingSchema = z
  .strictObject({
    /** qualified: until scoring is opened, or review is skipped */
    startDays: workingDays,
    /** reviewed: until it is proposed, kept in reserve or not approved */
    concludeDays: workingDays,
    siteDays: workingDays,
    /** proposed: until the collective decision */
    decideDays: workingDays,
    objectionDays: workingDays,
    /** ended: until a request to reopen is decided (T25) */
    reopenDays: workingDays,
    /** under way: until whoever recommended it last answers a request to withdraw (T22) */
    withdrawDays: workingDays.default(usualHandling.withdrawDays),
    /** a self-evaluation was sent in: until city, finance and third party have given their opinion (E) */
    opinionDays: workingDays.default(usualHandling.opinionDays),
    /** rejected or not approved: until the applicant has asked to look at it again (T24) */
    appealDays: workingDays.default(usualHandling.appealDays),
    /** an appeal was filed: until the next higher level answers */
    appealAnswerDays: workingDays.default(usualHandling.appealAnswerDays),
  })
  .default(usualHandling)

/** C.4: what provincial finance has to agree to before it takes effect, and the working days it has for it. */
const financeSchema = z
  .strictObject({
    /** the call is issued jointly: finance co-signs it, and each amendment */
    coSigns: z.boolean(),
    /** finance checks an allocation plan before it is decided */
    coChecks: z.boolean(),
    /** finance confirms the grade of a project's evaluation together with the province (E, I) */
    coConfirms: z.boolean().default(false),
    withinDays: z.number().int().min(1).max(30),
  })
  .default({ coSigns: false, coChecks: false, coConfirms: false, withinDays: 3 })

export const guidelineConfiguration = z.strictObject({
  code: z.string().max(40),
  title: line,
  year: z.number().int().min(2000).max(2100),
  batch: z.number().int().min(1).max(99),
  documentNo: z.string().max(60),
  issuedBy: z.array(line).max(10),
  supportDirection: text,
  eligibilityText: text,
  supportMode: z.enum(supportModes),
  /** share of the eligible base in basis points; 0: as much as is asked for, up to the cap */
  ratio: z.number().int().min(0).max(10_000),
  capWan: wan,
  floorWan: wan,
  budgetWan: wan,
  awards: z.array(awardSchema).max(50).default([]),
  contacts: z.array(z.strictObject({ section: line, phone: line })).max(20),
  faq: z.array(z.strictObject({ question: text, answer: text })).max(100),
  correctionRounds: z.strictObject({
    locality: z.number().int().min(0).max(9),
    province: z.number().int().min(0).max(9),
  }),
  /** working days an applicant has for a correction */
  correctionDays: z.number().int().min(1).max(60),
  chain: chainSchema,
  deadlines: deadlinesSchema,
  handling: handlingSchema,
  finance: financeSchema,
  quotas: z.array(quotaSchema).max(2),
  perApplicant: z.strictObject({
    limit: z.number().int().min(1).max(99),
    /** values of cover.direction that do not count, e.g. accreditation awards */
    exemptDirections: z.array(direction).max(50),
  }),
  rules: z.array(ruleChoiceSchema).max(60),
  form: formDefinition,
  attachments: z.array(attachmentSlot).max(60),
  scheme: scoreScheme,
  blindMode: z.enum(['none', 'single', 'double']),
  publicity: z.strictObject({ n: z.number().int().min(1).max(60), unit: z.enum(['working', 'calendar']) }),
  /** T12: awards and subsidies go from formal review to the plan without experts */
  reviewSkipped: z.boolean(),
  allocation: allocationSchema,
  /** in order of payment; percent, together 100 */
  instalments: z
    .array(
      z.strictObject({
        when: z.enum(['issue', 'midterm', 'acceptance']),
        percent: z.number().int().min(1).max(100),
      }),
    )
    .max(6),
  funding: fundingSchema,
  tracking: trackingSchema,
  /** weights of the self-evaluation in percent (domain E), together 100 */
  evaluation: z.strictObject({
    execution: z.number().int().min(0).max(100),
    output: z.number().int().min(0).max(100),
    benefit: z.number().int().min(0).max(100),
    satisfaction: z.number().int().min(0).max(100),
  }),
})
export type GuidelineConfiguration = z.infer<typeof guidelineConfiguration>

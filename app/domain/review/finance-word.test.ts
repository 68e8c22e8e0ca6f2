import { expect, test } from 'vitest'
import { planWorkflow } from '../approval/workflow.ts'
import { guidelineWorkflow } from '../guideline/workflow.ts'
import { decide } from '../kernel/decide.ts'
import type { FinanceWord } from './co-review.ts'

const now = new Date('2025-02-20T02:00:00Z')
const leader = { roles: ['leader'], level: 'province', owns: false } as const
const finance = { roles: ['finance'], level: 'province', owns: false } as const
const words = ['not_asked', 'missing', 'agreed', 'against', undefined] as const

function publish(coSign: FinanceWord | undefined) {
  const facts = {
    now,
    actorId: 'a',
    draftedById: 'b',
    problems: 0,
    applyEnd: new Date('2025-03-18'),
    next: 'published',
    coSign,
  }
  return decide(guidelineWorkflow, { transition: 'publish', from: 'reviewing', doing: leader, facts })
}

function amend(coSign: FinanceWord | undefined) {
  const facts = {
    now,
    actorId: 'a',
    draftedById: 'b',
    problems: 0,
    amendmentNote: '延期',
    shortened: [],
    next: 'open',
    coSign,
  }
  return decide(guidelineWorkflow, {
    transition: 'amend',
    from: 'open',
    doing: leader,
    reason: '延期',
    facts,
  })
}

function decidePlan(coCheck: FinanceWord | undefined) {
  const facts = {
    now,
    actorId: 'a',
    minutes: { number: '12', attendees: 3 },
    totalFen: 1n,
    budgetFen: 1n,
    coCheck,
  }
  return decide(planWorkflow, { transition: 'decide', from: 'proposed', doing: leader, facts })
}

const codes = (results: readonly ReturnType<typeof decide>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusal.code))

test('what finance has to agree to takes effect only with its word', () => {
  expect(codes(words.map(publish))).toEqual([
    'done',
    'co_sign_missing',
    'done',
    'co_sign_against',
    'co_sign_missing',
  ])
  expect(codes(words.map(amend))).toEqual([
    'done',
    'co_sign_missing',
    'done',
    'co_sign_against',
    'co_sign_missing',
  ])
  expect(codes(words.map(decidePlan))).toEqual([
    'done',
    'co_check_missing',
    'done',
    'co_check_against',
    'co_check_missing',
  ])
})

test('finance speaks where it is asked, of the province only, and says why it does not agree', () => {
  const sign = (
    coSign: FinanceWord,
    level: 'province' | 'city' = 'province',
    transition = 'co_sign',
    reason = '',
  ) =>
    decide(guidelineWorkflow, {
      transition,
      from: 'reviewing',
      doing: { ...finance, level },
      reason,
      facts: { now, actorId: 'a', coSign },
    })
  expect(codes([sign('missing'), sign('against'), sign('not_asked'), sign('missing', 'city')])).toEqual([
    'done',
    'done',
    'co_sign_not_asked',
    'not_yours',
  ])
  expect(
    codes([
      sign('missing', 'province', 'decline_co_sign'),
      sign('agreed', 'province', 'decline_co_sign', '资金不足'),
    ]),
  ).toEqual(['reason_required', 'done'])
})

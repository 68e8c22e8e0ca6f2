import { expect, test } from 'vitest'
import { decide } from '../kernel/decide.ts'
import { type ConsultationFacts, consultationWorkflow } from './consultation.ts'

const now = new Date('2026-02-02T02:00:00Z')
const handler = { roles: ['handler'], level: 'province', owns: false } as const
const expert = { roles: ['expert'], level: null, owns: true } as const
const good = { now, actorId: 'a', underReview: true, able: true, avoidance: [], askedBefore: false, asked: 2 }

function refusalOf(
  transition: string,
  from: string | null,
  facts: Partial<ConsultationFacts>,
  reason = '专业对口',
) {
  const doing = transition === 'ask' || transition === 'withdraw' ? handler : expert
  const decision = decide(consultationWorkflow, {
    transition,
    from,
    doing,
    reason,
    facts: { ...good, ...facts },
  })
  return decision.ok ? decision.value.to : decision.refusal.code
}

test.each<[string, string | null, Partial<ConsultationFacts>, string]>([
  ['ask', null, {}, 'asked'],
  ['ask', null, { underReview: false }, 'evaluation_not_under_review'],
  ['ask', null, { able: false }, 'consulted_not_able'],
  ['ask', null, { avoidance: ['C01', 'C08'] }, 'avoidance_found'],
  ['ask', null, { askedBefore: true }, 'expert_asked_before'],
  ['ask', null, { asked: 3 }, 'enough_consulted'],
  ['declare', 'asked', {}, 'declared'],
  ['declare', 'asked', { avoidance: ['C03'] }, 'avoidance_found'],
  ['declare', 'declared', {}, 'wrong_state'],
  ['recuse', 'asked', { conflict: ' ' }, 'conflict_text_missing'],
  ['recuse', 'declared', { conflict: '同门' }, 'conflicted'],
  ['recuse', 'given', { conflict: '同门' }, 'wrong_state'],
  ['advise', 'asked', { opinionProblems: 0 }, 'wrong_state'],
  ['advise', 'declared', { opinionProblems: 2 }, 'form_has_problems'],
  ['advise', 'declared', { opinionProblems: 0 }, 'given'],
  ['advise', 'given', { opinionProblems: 0 }, 'given'],
  ['advise', 'given', { opinionProblems: 0, avoidance: ['C02'] }, 'avoidance_found'],
  ['advise', 'given', { opinionProblems: 0, underReview: false }, 'evaluation_not_under_review'],
  ['withdraw', 'declared', {}, 'withdrawn'],
  ['withdraw', 'given', {}, 'wrong_state'],
])('%s from %s with %j: %s', (transition, from, facts, outcome) => {
  expect(refusalOf(transition, from, facts)).toBe(outcome)
})

test('asking and withdrawing say why', () => {
  expect(refusalOf('ask', null, {}, ' ')).toBe('reason_required')
  expect(refusalOf('withdraw', 'asked', {}, '')).toBe('reason_required')
})

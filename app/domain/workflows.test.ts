import { expect, test } from 'vitest'
import { messages as en } from '#app/i18n/en.ts'
import { textOf } from '#app/i18n/index.ts'
import { messages as zh } from '#app/i18n/zh-CN.ts'
import { targets, type WorkflowTable } from './kernel/workflow.ts'
import { workflows } from './workflows.ts'

const all: [string, WorkflowTable][] = Object.entries(workflows)

test.each(all)('every state of %s can be reached from its beginning', (_name, workflow) => {
  const reached = new Set<string>()
  const rows = Object.values(workflow.transitions)
  for (let grew = true; grew;) {
    const before = reached.size
    for (const row of rows) {
      if (row.from === 'nothing' || row.from.some((state) => reached.has(state))) {
        for (const state of targets(row)) if (row.to !== 'same' || reached.has(state)) reached.add(state)
      }
    }
    grew = reached.size > before
  }
  expect([...reached].sort()).toEqual(Object.keys(workflow.states).sort())
})

test.each(all)('every state of %s that is not final has an owner and a way out', (_name, workflow) => {
  for (const [state, { owner, final }] of Object.entries(workflow.states)) {
    if (final) continue
    const exits = Object.values(workflow.transitions).filter(
      (row) => row.from !== 'nothing' && row.from.includes(state) && targets(row).some((to) => to !== state),
    )
    expect([state, owner === 'nobody', exits.length > 0]).toEqual([state, false, true])
  }
})

test.each(all)('every state and act of %s has its words in both languages', (name, workflow) => {
  const states = Object.keys(workflow.states)
  const keys = [
    `help.workflow.${name}`,
    ...(name === 'application'
      ? states.flatMap((state) =>
          ['staff', 'applicant', 'public'].map((audience) => `state.application.${audience}.${state}`),
        )
      : states.map((state) => `state.${name}.${state}`)),
    ...Object.keys(workflow.transitions).flatMap((act) => [
      `transition.${name}.${act}.label`,
      `transition.${name}.${act}.effect`,
    ]),
  ]
  for (const key of keys)
    for (const messages of [zh, en]) expect([key, textOf(messages, key)]).not.toEqual([key, null])
})

test.each(all)('every return and rejection of %s asks for a reason', (_name, workflow) => {
  for (const [act, row] of Object.entries(workflow.transitions)) {
    if (/^(return|reject|send_back|not_approve|refuse|terminate|revoke|withdraw|decline|void)/.test(act)) {
      expect([act, row.reason]).toEqual([act, 'required'])
    }
  }
})

test('every refusal a rule can give has its words in both languages', () => {
  const epoch = { now: new Date(0), actorId: '' }
  for (const workflow of Object.values(workflows)) {
    for (const rule of Object.values<(facts: never) => true | { code: string }>(workflow.rules)) {
      const verdict = rule(epoch as never)
      if (verdict === true) continue
      for (const messages of [zh, en]) {
        expect([verdict.code, textOf(messages, `refusal.${verdict.code}`)]).not.toEqual([verdict.code, null])
      }
    }
  }
})

test('the application has the states and clauses of domain A.3', () => {
  const { states, transitions } = workflows.application
  expect(Object.keys(states)).toHaveLength(19)
  const clauses = new Set(Object.values(transitions).map((row) => row.id))
  expect([...clauses].sort()).toEqual(
    Array.from({ length: 25 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`),
  )
})

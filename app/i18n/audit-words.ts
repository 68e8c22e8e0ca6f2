import { wanText } from '#app/domain/kernel/money.ts'
import { dateTimeSeconds } from './format.ts'
import { type Locale, textOf } from './index.ts'
import { messagesOf } from './messages.ts'

/** Text of the first key that has one, else the last key as it is. */
export type Find = (keys: readonly string[]) => string

/** Finds texts of a language. */
export function findIn(locale: Locale): Find {
  const messages = messagesOf(locale)
  return (keys) => keys.map((key) => textOf(messages, key)).find((text) => text !== null) ?? keys.at(-1) ?? ''
}

/** What an act of the log is called. */
export function actWord(find: Find, act: string): string {
  return find([`transition.${act}.label`, `events.acts.${act}`, act])
}

/** What the acts of one kind are done to: a workflow, a dossier, or a group of its own. */
export function groupWord(find: Find, group: string): string {
  return find([`help.workflow.${group}`, `events.dossiers.${group}`, `events.groups.${group}`, group])
}

/** How somebody came in. */
export function viaWord(find: Find, via: string): string {
  return find([`events.via.${via}`, via])
}

/** What a dossier of the log is called: its kind, and the end of a long id. */
export function dossierWord(find: Find, dossier: string): string {
  const [kind = '', id = ''] = dossier.split(':')
  return `${find([`events.dossiers.${kind}`, kind])} ${id.length > 20 ? `…${id.slice(-12)}` : id}`
}

/** What the object of an event is called. */
export function objectWord(find: Find, type: string): string {
  return find([`help.workflow.${type}`, `events.objects.${type}`, `events.dossiers.${type}`, type])
}

/** Why something was refused, in the words of the page that refused it; places for values stay open. */
export function refusalWord(find: Find, code: string): string {
  return find([`refusal.${code}`, `events.refusals.${code}`, code]).replace(/\{\w+\}/g, '…')
}

/** Fields that hold a state of the workflow. */
const ofState = ['status', 'node', 'below']

/** Where the pages keep the words of a choice, by the field that holds it. */
const choices: Readonly<Record<string, readonly string[]>> = {
  conclusion: ['events.values.conclusion', 'tracking.midterm.conclusions'],
  conflict: ['scoring.sheet.conflict'],
  grade: ['evaluation.grades'],
  ground: ['review.ground', 'funding.clawback.grounds'],
  level: ['alert.levels', 'funding.credit.levels'],
  event: ['funding.credit.events'],
  kind: ['tracking.change.kinds', 'enterprise.credit.kinds', 'scoring.kind'],
  objectorType: ['approval.objection.types'],
  outcome: ['tracking.outcomes'],
  result: ['approval.objectionResult', 'approval.application.siteResults'],
  roles: ['common.role'],
  rule: ['alert.risks'],
  strategy: ['approval.strategy'],
  suggested: ['tracking.outcomes'],
}

type Change = { key: string; before: string; after: string }

/**
 * A changed field in words: its name, a status as the state is called, choices by their names, amounts in 万元, instants in
 * Shanghai time, several values one after the other.
 */
export function changeWords(find: Find, workflow: string, { key, before, after }: Change): Change {
  const places = choices[key] ?? [`events.values.${key}`]
  const chosen = (text: string) => find([...places.map((place) => `${place}.${text}`), text])
  const value = (text: string) => {
    if (/^(true|false)$/.test(text)) return find([text === 'true' ? 'common.yes' : 'common.no'])
    if (ofState.includes(key) && text)
      return find([`state.${workflow}.staff.${text}`, `state.${workflow}.${text}`, text])
    if (key.endsWith('Fen') && /^-?\d+$/.test(text)) return wanText(BigInt(text))
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)
      ? dateTimeSeconds(text)
      : text.split('、').map(chosen).join('、')
  }
  return { key: find([`events.keys.${key}`, key]), before: value(before), after: value(after) }
}

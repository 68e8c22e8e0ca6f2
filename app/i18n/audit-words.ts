import { wanText } from '#app/domain/kernel/money.ts'
import { dateTimeSeconds } from './format.ts'

/** Text of the first key that has one, else the last key as it is. */
export type Find = (keys: readonly string[]) => string

/** What an act of the log is called. */
export function actWord(find: Find, act: string): string {
  return find([`transition.${act}.label`, `events.acts.${act}`, act])
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

type Change = { key: string; before: string; after: string }

/** A changed field in words: its name, a status as the state is called, choices by their names, amounts in 万元, instants in Shanghai time. */
export function changeWords(find: Find, workflow: string, { key, before, after }: Change): Change {
  const value = (text: string) => {
    if (ofState.includes(key) && text)
      return find([`state.${workflow}.staff.${text}`, `state.${workflow}.${text}`, text])
    if (key.endsWith('Fen') && /^-?\d+$/.test(text)) return wanText(BigInt(text))
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)
      ? dateTimeSeconds(text)
      : find([`events.values.${key}.${text}`, text])
  }
  return { key: find([`events.keys.${key}`, key]), before: value(before), after: value(after) }
}

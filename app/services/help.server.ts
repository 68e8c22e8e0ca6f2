import { instance, type Viz } from '@viz-js/viz'
import { actRows, stateRows, toDot, toMarkdown, type Words } from '#app/domain/kernel/describe.ts'
import type { Doer, WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows, type WorkflowName } from '#app/domain/workflows.ts'
import { type Messages, type MessageKey, t, textOf } from '#app/i18n/index.ts'

/** One workflow explained: its picture, its states, its acts, in the words of one language. */
export async function explainWorkflow(messages: Messages, name: WorkflowName) {
  const workflow = workflows[name]
  const words = wordsOf(messages, name)
  return {
    title: words.title,
    svg: await draw(toDot(workflow, words)),
    states: stateRows(workflow, words),
    acts: actRows(workflow, words),
  }
}

export function workflowMarkdown(messages: Messages, name: WorkflowName): string {
  return toMarkdown(workflows[name], wordsOf(messages, name))
}

export function workflowDot(messages: Messages, name: WorkflowName): string {
  return toDot(workflows[name], wordsOf(messages, name))
}

let viz: Promise<Viz> | null = null
const drawn = new Map<string, string>()

const wide = /\p{Script=Han}/gu
const space = '\u3000'

/** The widest face whose letters Graphviz knows: labels measured by it do not run into one another in any other. */
const [face, measuredBy] = ['sans-serif', 'Verdana']

/** Graphviz takes a Chinese character for three quarters as wide as it is: spaces at both ends of a label make up for it. */
function widened(dot: string): string {
  return dot.replace(/(?<= -> \w+ \[label=").*(?="\])/g, (label) =>
    label
      .split('\\n')
      .map((line) => {
        const ends = space.repeat(Math.ceil((line.match(wide)?.length ?? 0) / 6))
        return ends + line + ends
      })
      .join('\\n'),
  )
}

/** SVG of a DOT text, drawn once. */
async function draw(dot: string): Promise<string> {
  const known = drawn.get(dot)
  if (known) return known
  viz ??= instance()
  const measured = widened(dot).replaceAll(face, measuredBy)
  const svg = (await viz).renderString(measured, { format: 'svg' }).replace(/^[\s\S]*?(?=<svg)/, '')
  const named = svg.replaceAll(measuredBy, face)
  drawn.set(dot, named)
  return named
}

/** Words of a workflow. A rule is named by what it says when it does not hold. */
function wordsOf(messages: Messages, name: WorkflowName): Words {
  const say = (key: MessageKey, params = {}) => t(messages, key, params)
  const find = (key: string) => textOf(messages, key) ?? key
  const rules: Record<string, (facts: never) => true | { code: string }> = workflows[name].rules
  const table: WorkflowTable = workflows[name]
  return {
    title: find(`help.workflow.${name}`),
    columns: messages.help.columns,
    beginning: say('help.beginning'),
    reasonRequired: say('help.reasonRequired'),
    withReceipt: say('help.withReceipt'),
    comma: messages.common.comma,
    gap: messages.common.comma.endsWith(' ') ? ' ' : '',
    state: (state) =>
      find(name === 'application' ? `state.application.staff.${state}` : `state.${name}.${state}`),
    act: (act) => {
      const clause = table.transitions[act]?.id
      return `${clause ? `${clause} ` : ''}${find(`transition.${name}.${act}.label`)}`
    },
    rule: (rule) => {
      const verdict = rules[rule]?.({ now: new Date(0), actorId: '' } as never)
      return verdict && verdict !== true ? find(`refusal.${verdict.code}`).replace(/\{\w+\}/g, '…') : rule
    },
    owner: (owner) => find(`help.owner.${owner}`),
    doer: (doer) => doerWords(messages, doer),
    deadline: (deadline) =>
      'workingDays' in deadline
        ? say('help.deadline.workingDays', { days: deadline.workingDays })
        : find(`help.deadline.${'of' in deadline ? deadline.of : deadline.handling}`),
  }
}

function doerWords(messages: Messages, doer: Doer): string {
  const [where, role] = doer.split('.')
  if (!role) return textOf(messages, `help.owner.${doer}`) ?? doer
  return t(messages, 'help.doer.of', {
    where: where === 'node' ? t(messages, 'help.doer.node') : (textOf(messages, `help.owner.${where}`) ?? ''),
    role: textOf(messages, `help.doer.${role}`) ?? '',
  })
}

import { type Doer, type Owner, targets, type WorkflowTable } from './workflow.ts'

/** How a describer calls things; app/i18n gives these in either language. */
export type Words = {
  title: string
  columns: {
    state: string
    owner: string
    deadline: string
    act: string
    from: string
    to: string
    by: string
    requires: string
    reason: string
    receipt: string
  }
  beginning: string
  state: (state: string) => string
  act: (transition: string) => string
  rule: (rule: string) => string
  doer: (doer: Doer) => string
  owner: (owner: Owner) => string
  deadline: (deadline: NonNullable<WorkflowTable['states'][string]['deadline']>) => string
  reasonRequired: string
  withReceipt: string
  /** between names, and between sentences */
  comma: string
  gap: string
}

/** Diagram of a workflow in the DOT language: states as boxes, acts as arrows, `same` left out. */
export function toDot(workflow: WorkflowTable, words: Words): string {
  const nodes = Object.entries(workflow.states).map(
    ([state, { final }]) => `  ${state} [label=${quote(words.state(state))}${final ? ' peripheries=2' : ''}]`,
  )
  const arrows = new Map<string, string[]>()
  for (const [name, row] of Object.entries(workflow.transitions)) {
    if (row.to === 'same') continue
    const sources = row.from === 'nothing' ? ['beginning'] : row.from
    for (const from of sources) {
      for (const to of targets(row)) {
        const key = `${from} -> ${to}`
        arrows.set(key, [...(arrows.get(key) ?? []), words.act(name)])
      }
    }
  }
  const edges = [...arrows].map(([key, acts]) => `  ${key} [label=${quote(acts.join('\n'))}]`)
  return [
    `digraph ${workflow.name} {`,
    '  rankdir=TB; nodesep=0.35; ranksep=0.45',
    '  node [shape=box style=rounded fontname="sans-serif" fontsize=13 margin="0.25,0.1"]',
    '  edge [fontname="sans-serif" fontsize=10]',
    '  beginning [shape=point width=0.15 label=""]',
    ...nodes,
    ...edges,
    '}',
    '',
  ].join('\n')
}

function quote(text: string): string {
  return JSON.stringify(text)
}

/** The table of a workflow as Markdown: states with owners, acts with who, from where, what is asked. */
export function toMarkdown(workflow: WorkflowTable, words: Words): string {
  const { columns } = words
  return [
    `# ${words.title}`,
    '',
    line([columns.state, columns.owner, columns.deadline]),
    line(['---', '---', '---']),
    ...stateRows(workflow, words).map((row) => line([row.state, row.owner, row.deadline])),
    '',
    line([
      columns.act,
      columns.from,
      columns.to,
      columns.by,
      columns.requires,
      columns.reason,
      columns.receipt,
    ]),
    line(['---', '---', '---', '---', '---', '---', '---']),
    ...actRows(workflow, words).map((row) =>
      line([row.act, row.from, row.to, row.by, row.requires, row.reason, row.receipt]),
    ),
    '',
  ].join('\n')
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}

export function stateRows(workflow: WorkflowTable, words: Words) {
  return Object.entries(workflow.states).map(([state, { owner, also = [], deadline }]) => ({
    state: words.state(state),
    owner: [owner, ...also].map(words.owner).join(words.comma),
    deadline: deadline ? words.deadline(deadline) : '',
  }))
}

export function actRows(workflow: WorkflowTable, words: Words) {
  return Object.entries(workflow.transitions).map(([name, row]) => ({
    act: words.act(name),
    from: row.from === 'nothing' ? words.beginning : row.from.map(words.state).join(words.comma),
    to: row.to === 'same' ? '=' : targets(row).map(words.state).join(words.comma),
    by: row.by.map(words.doer).join(words.comma),
    requires: (row.requires ?? []).map(words.rule).join(words.gap),
    reason: row.reason ? words.reasonRequired : '',
    receipt: row.receipt ? words.withReceipt : '',
  }))
}

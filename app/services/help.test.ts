import { expect, test } from 'vitest'
import { workflows, type WorkflowName } from '#app/domain/workflows.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { explainWorkflow, workflowDot, workflowMarkdown } from './help.server.ts'

const names = Object.keys(workflows).filter((name): name is WorkflowName => name in workflows)

test.each(names)('page and diagram of %s are the approved ones', async (name) => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const folder = `../../fixtures/golden/workflows/${locale}`
    await expect(workflowMarkdown(messagesOf(locale), name)).toMatchFileSnapshot(`${folder}/${name}.md`)
    await expect(workflowDot(messagesOf(locale), name)).toMatchFileSnapshot(`${folder}/${name}.dot`)
  }
})

test('a workflow is drawn as a picture', async () => {
  const { svg } = await explainWorkflow(messagesOf('zh-CN'), 'application')
  expect(svg).toMatch(/^<svg/)
  expect(svg).toContain('退回修改')
  expect(svg).toContain('font-family="sans-serif"')
  expect(svg).not.toContain('Verdana')
})

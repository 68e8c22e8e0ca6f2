import { NotFound } from '#app/domain/kernel/refusal.ts'
import { isWorkflowName } from '#app/domain/workflows.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { explainWorkflow } from '#app/services/help.server.ts'
import { pageContext } from '../context.server.ts'
import type { Route } from './+types/diagram.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  if (!isWorkflowName(params.workflow)) throw new NotFound('workflow')
  const { svg } = await explainWorkflow(messagesOf(context.get(pageContext).locale), params.workflow)
  return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml; charset=utf-8' } })
}

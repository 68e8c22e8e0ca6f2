import { declineProposal, proposeExpert } from '#app/services/scoring/proposal.server.ts'
import { held } from '#fixtures/held.ts'
import { typedProposal } from '#fixtures/typed-forms.ts'
import { type Stage } from './stage.ts'

/** Kunshan has proposed two experts: one was not admitted, one waits. */
export async function proposals(stage: Stage): Promise<void> {
  const person = { name: '蒋正', employer: '昆山市机械行业商会', phone: '13700005678', email: '', idNo: '' }
  const first = { typed: { ...typedProposal, ...person }, consented: true }
  const { id } = held(await proposeExpert(await stage.as('kunshan_handler', -12), first))
  const reason = '本人现为申报企业的常年顾问，不宜担任评审专家。'
  held(await declineProposal(await stage.as('organiser', -8), { id, version: 0, reason }))
  held(await proposeExpert(await stage.as('kunshan_handler', -2), { typed: typedProposal, consented: true }))
}

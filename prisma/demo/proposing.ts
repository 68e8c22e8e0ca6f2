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
  const history = [
    { orgName: '江苏省机械工业设计院', uscc: '', role: '工程师', from: '1998-07', to: '2012-03' },
    { orgName: '昆山市装备制造协会', uscc: '', role: '副秘书长', from: '2012-04', to: '' },
  ]
  const shareholdings = [{ orgName: '某某数控股份有限公司', uscc: '', percent: '0.02', listed: 'yes' }]
  const second = { typed: { ...typedProposal, history, shareholdings }, consented: true }
  held(await proposeExpert(await stage.as('kunshan_handler', -2), second))
}

import { setDelegation } from '#app/services/delegation.server.ts'
import { held } from '#fixtures/held.ts'
import type { Stage } from './stage.ts'

/** An approver of the province is away until the end of the week; a colleague stands in. */
export async function standingIn(stage: Stage): Promise<void> {
  const absent = await stage.as('province_approver', -1)
  const deputy = await stage.as('province_handler_two', -1)
  const typed = {
    absentId: absent.actor.id,
    deputyId: deputy.actor.id,
    roles: ['approver'],
    startsAt: stage.minute(-1, '08:30'),
    endsAt: stage.minute(5, '17:30'),
    reason: '外出培训',
  }
  held(await setDelegation(absent, typed))
}

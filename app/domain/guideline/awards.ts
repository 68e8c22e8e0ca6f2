import { directionPath, type FormValues, textAt } from '#app/domain/application/form.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import type { GuidelineConfiguration } from './schema.ts'

/** The amounts in fen that a direction awards, in the order of the call; null where it pays a share or up to the cap. */
export function awardsOf(
  { awards }: Pick<GuidelineConfiguration, 'awards'>,
  direction: string,
): bigint[] | null {
  const award = awards.find((one) => one.direction === direction)
  if (!award) return null
  return award.amountsWan.flatMap((text) => {
    const amount = fenFromWan(text)
    return amount.ok ? [amount.value] : []
  })
}

/** Does whoever filled the form in apply for a fixed award? */
export function isAward(configuration: GuidelineConfiguration, values: FormValues): boolean {
  return awardsOf(configuration, textAt(values, directionPath)) !== null
}

/** The call as it holds for a project: an award is paid at once, without contract, reports and acceptance (A.0, C.1). */
export function termsFor(
  configuration: GuidelineConfiguration,
  { award }: { award: boolean },
): GuidelineConfiguration {
  if (!award) return configuration
  const { tracking } = configuration
  return {
    ...configuration,
    supportMode: 'post_reward',
    instalments: [{ when: 'issue', percent: 100 }],
    tracking: { ...tracking, contract: false, acceptance: false, reportPeriod: 'none' },
  }
}

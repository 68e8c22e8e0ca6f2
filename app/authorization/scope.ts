import { rulesToCondition } from '@casl/ability/extra'
import { abilityFor, type Action, type AppAbility, type Row, type SubjectName } from './ability.ts'
import type { Actor } from './actor.ts'

/**
 * The actor's rules as a Prisma `where`, to be AND-ed into every query: rows that match some permission.
 * Without any permission it matches nothing (fails closed, unlike `accessibleBy` inside AND and include).
 */
export function scope(actor: Actor, subject: SubjectName, action: Action = 'read'): Row {
  return scopeOf(abilityFor(actor), action, subject)
}

function scopeOf(ability: AppAbility, action: Action, subject: SubjectName): Row {
  const where = rulesToCondition<AppAbility, Row, Row>(
    ability.rulesFor(action, subject),
    (rule) => {
      const condition: Row = { ...rule.conditions }
      return rule.inverted ? { NOT: condition } : condition
    },
    {
      and: (conditions) => ({ AND: conditions }),
      or: (conditions) => (conditions.length === 1 ? (conditions[0] ?? nothing) : { OR: conditions }),
      empty: () => ({}),
    },
  )
  return where ?? nothing
}

const nothing: Row = { id: { in: [] } }

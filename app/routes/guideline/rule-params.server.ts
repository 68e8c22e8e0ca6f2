import { z } from 'zod'
import { catalogue } from '#app/domain/application/rules-catalogue/catalogue.ts'
import type { ParamField, RuleCard } from '#app/ui/guideline/studio/rule-card.ts'

/** Values that a list of texts is chosen from, where the catalogue leaves them open. */
const openLists: Record<string, readonly string[]> = {
  kinds: ['judgment_defaulter', 'seriously_dishonest', 'abnormal_operation'],
  levels: ['larger', 'major', 'extraordinary'],
  refused: ['A', 'B', 'C', 'C-', 'D', 'T'],
  sizes: ['large', 'medium', 'small', 'micro'],
}

/** Parameters that are kept in basis points and typed in percent. */
const shares = ['minRndShare', 'maxDebtRatio', 'tolerance']

const property = z.object({
  type: z.string(),
  default: z.unknown(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  items: z.object({ enum: z.array(z.string()).optional() }).optional(),
})
const shape = z.object({ properties: z.record(z.string(), property).default({}) })

/** The rule catalogue as the Studio shows it: every rule with the fields of its parameters. */
export function ruleCards(): RuleCard[] {
  return catalogue.map(({ code, version, severity, params }) => {
    const { properties } = shape.parse(z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }))
    return {
      code,
      version,
      severity,
      params: Object.entries(properties).map(([name, one]) => ({ name, ...paramOf(name, one) })),
    }
  })
}

function paramOf(name: string, one: z.infer<typeof property>): ParamField {
  const given = one.default
  const range = { min: one.minimum ?? 0, max: one.maximum ?? 1_000_000 }
  switch (one.type) {
    case 'boolean':
      return { kind: 'tick', default: given === true }
    case 'integer':
    case 'number': {
      const digits = shares.includes(name) || one.type === 'number' ? 2 : 0
      const kind = shares.includes(name) ? 'share' : one.type === 'number' ? 'decimal' : 'integer'
      return { kind, ...range, digits, default: typeof given === 'number' ? given : 0 }
    }
    case 'array': {
      const options = one.items?.enum ?? openLists[name]
      const texts = Array.isArray(given) ? given.map(String) : []
      return options ? { kind: 'choices', options, default: texts } : { kind: 'list', default: texts }
    }
    default: {
      const text = typeof given === 'string' ? given : ''
      if (one.enum) return { kind: 'choice', options: one.enum, default: text }
      return { kind: name.endsWith('Wan') ? 'wan' : 'text', default: text }
    }
  }
}

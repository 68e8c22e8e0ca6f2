import { z } from 'zod'
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { narrow } from '../kernel/decimal.ts'
import { type FormDefinition, type FormValues, isTable, textAt } from './form.ts'
import { similarity as nameSimilarity } from './similar-name.ts'
import { type Alike, bandsOf, compare, normaliseText, shinglesOf } from './similar-text.ts'

/**
 * The duplicate check of A.7: what is near another application, or a project on the list of another department. It finds
 * and never rejects; a person decides.
 */

/** Parameters of R14 in a guideline; shares from 0 to 1. */
export const duplicateParams = z.strictObject({
  /** (2) names of the same enterprise's projects */
  threshold: z.number().min(0.5).max(1).default(0.8),
  /** (3) long texts of all enterprises */
  textThreshold: z.number().min(0.5).max(1).default(0.6),
  /** (3) of a shorter text in a longer one */
  containedThreshold: z.number().min(0.5).max(1).default(0.8),
  /** normalised characters; shorter texts say too little to be compared */
  minCharacters: z.number().int().min(20).max(3000).default(100),
  /** back from today */
  years: z.number().int().min(1).max(20).default(5),
  /** (4) the check before a submission also reads lists of other departments, for the same name or code */
  listed: z.boolean().default(false),
})
export type DuplicateParams = z.infer<typeof duplicateParams>

/** The parameters that hold under a guideline: those of its R14, else the defaults. */
export function duplicateParamsOf({ rules }: Pick<GuidelineConfiguration, 'rules'>): DuplicateParams {
  const chosen = duplicateParams.safeParse(rules.find(({ code }) => code === 'R14')?.params ?? {})
  return chosen.success ? chosen.data : duplicateParams.parse({})
}

/** Path of a field → text as typed. */
export type LongTexts = Readonly<Record<string, string>>

/** The long texts of a form: what is to be built, how, and why it fits. */
export function longTexts({ sections }: FormDefinition, values: FormValues): LongTexts {
  const paths = sections.flatMap((section) =>
    isTable(section)
      ? []
      : section.fields.filter(({ kind }) => kind === 'long_text').map(({ key }) => `${section.key}.${key}`),
  )
  return Object.fromEntries(paths.map((path) => [path, textAt(values, path)]))
}

/** What candidates are found by: the bands of every long text, whichever field it stands in. */
export function bandsOfTexts(texts: LongTexts): number[] {
  return [...new Set(Object.values(texts).flatMap((text) => bandsOf(shinglesOf(text))))]
}

/** What is compared of two projects of one undertaker. */
type Titled = { projectName: string; projectCode: string }

/** One application as the check compares it. */
export type Compared = Titled & {
  enterpriseId: string
  uscc: string
  /** actual controller of the enterprise, empty where nobody said */
  controller: string
  texts: LongTexts
}

export type Hit = {
  /** the highest of what is alike, for the order of hits: 0 to 1 */
  alike: number
  /** (1) the project code of both */
  sameCode: boolean
  /** two enterprises that have one actual controller, so that codes and names are compared */
  sameController: boolean
  /** (2) similarity of the names, null where it is below the threshold or enterprise and controller differ */
  name: number | null
  /** (3) the fields whose texts are alike, most alike first */
  texts: ({ path: string } & Alike)[]
}

/** A share from 0 to 1 in percent, rounded down, so that 100 says that nothing differs. */
export function percentOf(share: number): number {
  return Math.floor(share * 100)
}

/** What makes two applications alike, levels 1 to 3 of A.7; null where nothing reaches its threshold. Symmetric. */
export function duplicateHit(first: Compared, second: Compared, params: DuplicateParams): Hit | null {
  const sameEnterprise = first.enterpriseId === second.enterpriseId
  const sameController = !sameEnterprise && first.controller !== '' && first.controller === second.controller
  const titles = sameEnterprise || sameController ? alikeTitles(first, second, params) : unlike
  return hitOf({ ...titles, sameController }, alikeTexts(first.texts, second.texts, params))
}

/** Has a project the code of the other, or its name but for words that say nothing? */
export function sameTitle(first: Titled, second: Titled): boolean {
  const { sameCode, name } = alikeTitles(first, second, { threshold: 1 })
  return sameCode || name !== null
}

/** What makes an application like a listed project of the same undertaker (level 4), by code and name alone. */
export function listedHit(
  own: Pick<Compared, 'uscc' | keyof Titled>,
  listed: Titled & { uscc: string },
  params: Pick<DuplicateParams, 'threshold'>,
): Hit | null {
  const titles = own.uscc === listed.uscc ? alikeTitles(own, listed, params) : unlike
  return hitOf({ ...titles, sameController: false }, [])
}

type AlikeTitles = Pick<Hit, 'sameCode' | 'name'>
const unlike: AlikeTitles = { sameCode: false, name: null }

function alikeTitles(first: Titled, second: Titled, { threshold }: { threshold: number }): AlikeTitles {
  const [code, otherCode] = [plainCode(first.projectCode), plainCode(second.projectCode)]
  const name = nameSimilarity(first.projectName, second.projectName)
  return { sameCode: code !== '' && code === otherCode, name: name >= threshold ? name : null }
}

/** A project code as departments write it: width, case, blanks and kinds of hyphens do not count. */
function plainCode(code: string): string {
  return narrow(code)
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s/g, '')
    .toUpperCase()
}

function hitOf(titles: AlikeTitles & Pick<Hit, 'sameController'>, texts: Hit['texts']): Hit | null {
  const { sameCode, name } = titles
  if (texts.length === 0 && !sameCode && name === null) return null
  return { alike: Math.max(sameCode ? 1 : 0, name ?? 0, ...texts.map(highest)), ...titles, texts }
}

function alikeTexts(first: LongTexts, second: LongTexts, params: DuplicateParams): Hit['texts'] {
  const long = (text: string) => [...normaliseText(text)].length >= params.minCharacters
  return Object.entries(first)
    .filter(([path, text]) => long(text) && long(second[path] ?? ''))
    .map(([path, text]) => ({ path, ...compare(shinglesOf(text), shinglesOf(second[path] ?? '')) }))
    .filter(
      ({ similarity, contained }) =>
        similarity >= params.textThreshold || contained >= params.containedThreshold,
    )
    .toSorted((a, b) => highest(b) - highest(a))
}

function highest({ similarity, contained }: Alike): number {
  return Math.max(similarity, contained)
}

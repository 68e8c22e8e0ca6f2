import type { RouterContextProvider } from 'react-router'
import { regionNames } from '#app/db/region-names.server.ts'
import type { Change } from '#app/domain/application/form-changes.ts'
import type { FormDefinition, FormValues } from '#app/domain/application/form.ts'
import {
  codesIn,
  type FormCodes,
  formPage,
  type Language,
  type PageSection,
} from '#app/domain/application/form-page.ts'
import { industryNames } from '#app/domain/kernel/industries.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { ctxOf, pageContext } from '../context.server.ts'

/** Language of a form's own texts for this reader. */
export function languageOf(context: Readonly<RouterContextProvider>): Language {
  return context.get(pageContext).locale === 'en' ? 'en' : 'zh'
}

/** A form for pages on which it is only read, in the reader's language and with regions by their names. */
export async function formToRead(
  context: Readonly<RouterContextProvider>,
  definition: FormDefinition,
  values: FormValues,
): Promise<PageSection[]> {
  const { locale } = context.get(pageContext)
  const messages = messagesOf(locale)
  const word = (key: string) => textOf(messages, key) ?? key
  const language = languageOf(context)
  const names = await namesOf(context, codesIn(definition, values))
  return formPage(definition, values, { language, yes: word('common.yes'), no: word('common.no'), names })
}

/** What the regions and industries of a form are called, by their codes, in the reader's language. */
export async function namesOf(
  context: Readonly<RouterContextProvider>,
  { region, industry }: FormCodes,
): Promise<Map<string, string>> {
  const language = languageOf(context)
  const regions = await regionNames(ctxOf(context).db.client, region, language)
  return new Map([...regions, ...industryNames(industry, language)])
}

/** What differs between two editions with regions and industries by their names, in the reader's language. */
export async function changesToRead(
  context: Readonly<RouterContextProvider>,
  changes: readonly Change[],
): Promise<Change[]> {
  const textsOf = (kind: keyof FormCodes) =>
    changes.flatMap(({ label, before, after }) => (label?.kind === kind ? [before, after] : []))
  const names = await namesOf(context, { region: textsOf('region'), industry: textsOf('industry') })
  const named = (text: string) => names.get(text) ?? text
  return changes.map((change) =>
    change.label?.kind === 'region' || change.label?.kind === 'industry'
      ? { ...change, before: named(change.before), after: named(change.after) }
      : change,
  )
}

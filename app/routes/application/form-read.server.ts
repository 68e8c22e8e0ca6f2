import type { RouterContextProvider } from 'react-router'
import { regionNames } from '#app/db/region-names.server.ts'
import type { Change } from '#app/domain/application/form-changes.ts'
import type { FormDefinition, FormValues } from '#app/domain/application/form.ts'
import { codesIn, formPage, type Language, type PageSection } from '#app/domain/application/form-page.ts'
import { industryNames, industryText } from '#app/domain/kernel/industries.ts'
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
  const regions = codesIn(definition, values, 'region')
  const names = {
    region: await regionNames(ctxOf(context).db.client, regions, language),
    industry: industryNames(codesIn(definition, values, 'industry'), language),
  }
  return formPage(definition, values, { language, yes: word('common.yes'), no: word('common.no'), names })
}

/** What differs between two editions with the names of industries behind their codes, in the reader's language. */
export function changesToRead(
  context: Readonly<RouterContextProvider>,
  changes: readonly Change[],
): Change[] {
  const language = languageOf(context)
  return changes.map((change) =>
    change.label?.kind === 'industry'
      ? {
          ...change,
          before: industryText(change.before, language),
          after: industryText(change.after, language),
        }
      : change,
  )
}

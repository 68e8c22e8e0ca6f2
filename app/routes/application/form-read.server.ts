import type { RouterContextProvider } from 'react-router'
import { regionNames } from '#app/db/region-names.server.ts'
import type { FormDefinition, FormValues } from '#app/domain/application/form.ts'
import { formPage, type PageSection, regionsIn } from '#app/domain/application/form-page.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { ctxOf, pageContext } from '../context.server.ts'

/** A form for pages on which it is only read, in the reader's language and with regions by their names. */
export async function formToRead(
  context: Readonly<RouterContextProvider>,
  definition: FormDefinition,
  values: FormValues,
): Promise<PageSection[]> {
  const { locale } = context.get(pageContext)
  const messages = messagesOf(locale)
  const word = (key: string) => textOf(messages, key) ?? key
  const language = locale === 'en' ? 'en' : 'zh'
  const regions = await regionNames(ctxOf(context).db.client, regionsIn(definition, values), language)
  return formPage(definition, values, { language, yes: word('common.yes'), no: word('common.no'), regions })
}

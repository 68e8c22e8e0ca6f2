import type { WorkflowName } from '#app/domain/workflows.ts'
import type { Locale, Messages } from './index.ts'
import { messages as en } from './en.ts'
import { messages as zhCN } from './zh-CN.ts'

/** Both languages at once: for the server and the workers, never for the browser. */
export function messagesOf(locale: Locale): Messages {
  return locale === 'en' ? en : zhCN
}

/** Where the words of a workflow's acts stand. */
export type ActWords = `transition.${WorkflowName}`

import { Children, cloneElement, isValidElement, type ReactNode } from 'react'
import { runsOf } from '#app/i18n/han.ts'
import { useLocale } from './page.tsx'

const lang = 'zh-CN'

/**
 * Names, opinions and whatever else was entered in Chinese, marked as such on a page in another language, so that it is
 * read aloud and set as Chinese. Marks the texts that stand between the tags here, not those that components inside
 * make of their own.
 */
export function MarkChinese({ children }: { children: ReactNode }): ReactNode {
  return useLocale() === 'en' ? marked(children) : children
}

function marked(node: ReactNode): ReactNode {
  if (typeof node === 'string') return markedText(node)
  if (Array.isArray(node)) return Children.map(node, marked)
  if (!isValidElement<{ children?: ReactNode; lang?: string }>(node)) return node
  const { type, props } = node
  const words = textIn(props.children)
  if (words === null)
    return props.children === undefined ? node : cloneElement(node, {}, marked(props.children))
  const runs = runsOf(words)
  if (!runs.some(({ chinese }) => chinese) || props.lang) return node
  // an option holds nothing but text
  const whole = type === 'option' || runs.every(({ text, chinese }) => chinese || text.trim() === '')
  if (whole && (typeof type !== 'string' ? 'to' in props : true)) return cloneElement(node, { lang })
  return cloneElement(node, {}, markedText(words))
}

/** What an element says when it says nothing but text. */
function textIn(children: ReactNode): string | null {
  if (typeof children === 'string') return children
  if (!Array.isArray(children)) return null
  const parts: unknown[] = children
  return parts.every((part) => typeof part === 'string' || typeof part === 'number') ? parts.join('') : null
}

function markedText(text: string): ReactNode {
  const runs = runsOf(text)
  if (runs.length === 1 && !runs[0]?.chinese) return text
  return runs.map((run, at) =>
    run.chinese ? (
      <span key={at} lang={lang}>
        {run.text}
      </span>
    ) : (
      run.text
    ),
  )
}

import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const prefix = 'virtual:texts/'

/**
 * Sends the browser only the texts that its page uses, in its language: a module that names a key such as
 * `review.title` waits for the file of `review` in the document's language before it runs.
 */
export function textsOfPage(): Plugin {
  const stages = readdirSync(fileURLToPath(new URL('app/i18n/zh-CN', import.meta.url))).map((file) =>
    file.replace(/\.ts$/, ''),
  )
  return {
    name: 'texts-of-page',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const stage = id.slice(prefix.length + 1)
      return `import { texts } from '/app/ui/texts.ts'
const file = document.documentElement.lang === 'en'
  ? await import('/app/i18n/en/${stage}.ts')
  : await import('/app/i18n/zh-CN/${stage}.ts')
texts.${stage} = file.${stage}`
    },
    transform(code, id) {
      if (!/\/app\/(root|routes|ui|i18n\/audit-words)\b.*\.tsx?(\?|$)/.test(id)) return null
      const used = stages.filter((stage) => new RegExp(`['"\`]${stage}\\.`).test(code))
      if (used.length === 0) return null
      return { code: used.map((stage) => `import '${prefix}${stage}';`).join('') + code, map: null }
    },
  }
}

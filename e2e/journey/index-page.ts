import type { KeptDocument } from './play.ts'

/** The steps that held, each with the documents it left. */
export function indexPage(lines: readonly string[], documents: readonly KeptDocument[]): string {
  const rows = lines.map((line) => {
    const links = documents
      .filter(({ step }) => step === line)
      .map(({ name }) => `<a href="${encodeURIComponent(name)}">${name}</a>`)
    return `<tr><td>${line}</td><td>${links.join('<br>')}</td></tr>`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Journey</title>
<style>body{font:16px/1.6 system-ui;margin:2rem}td{padding:.3rem 1rem;border-bottom:1px solid #ddd;vertical-align:top}</style>
<h1>One season over HTTP</h1><table>${rows.join('\n')}</table></html>\n`
}

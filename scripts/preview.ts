import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { documents } from '#app/domain/documents.ts'
import { reports } from '#app/i18n/zh-CN/reports.ts'
import { specimens } from '#fixtures/documents.ts'
import { layOut } from '#workers/mail/layout.ts'
import { renderWorkbook } from '#workers/documents/excel/render.ts'
import { renderPdf } from '#workers/documents/pdf/render.ts'

/** `npm run preview`: every document and the look of a mail, from fixtures, into build/preview with an index page. */
const folder = join('build', 'preview')
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })

const lines: string[] = []
for (const report of Object.values(specimens)) {
  const links: string[] = []
  for (const format of documents[report.kind]) {
    const name = `${report.kind}.${format}`
    await writeFile(
      join(folder, name),
      format === 'pdf' ? await renderPdf(report) : await renderWorkbook(report),
    )
    links.push(`<a href="${name}">${reports.format[format]}</a>`)
  }
  lines.push(`<tr><td>${reports.kind[report.kind]}</td><td>${links.join(' ')}</td></tr>`)
}
const { title, documentNo } = specimens.approval_notice
await writeFile(join(folder, 'mail.html'), layOut({ subject: title, body: documentNo }).html)
lines.push('<tr><td>Mail</td><td><a href="mail.html">HTML</a></td></tr>')
await writeFile(
  join(folder, 'index.html'),
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Preview</title>
<style>body{font:16px/1.6 system-ui;margin:2rem}td{padding:.3rem 1rem;border-bottom:1px solid #ddd}</style>
<table>${lines.join('\n')}</table></html>\n`,
)
console.log(join(folder, 'index.html'))

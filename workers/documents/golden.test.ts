import { extractImages } from 'unpdf'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { documents } from '#app/domain/documents.ts'
import { reportSchema } from '#app/domain/reports/report.ts'
import { specimens } from '#fixtures/documents.ts'
import { renderWorkbook } from './excel/render.ts'
import { renderPdf } from './pdf/render.ts'
import { textOfPdf, textOfWorkbook } from './text.ts'

const golden = '../../fixtures/golden/documents'

for (const [kind, report] of Object.entries(specimens)) {
  test(`${kind} says what was approved`, async () => {
    for (const format of documents[report.kind]) {
      const text =
        format === 'pdf'
          ? await textOfPdf(await renderPdf(report))
          : await textOfWorkbook(await renderWorkbook(report))
      await expect(text).toMatchFileSnapshot(`${golden}/${kind}.${format}.txt`)
    }
  })
}

test('a model survives its way through the database', () => {
  for (const report of Object.values(specimens))
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
})

test('the same model gives the same bytes', async () => {
  const once = await renderPdf(specimens.contract)
  expect(Buffer.from(await renderPdf(specimens.contract)).equals(once)).toBe(true)
})

test('the code at the foot is that of the address, neither turned nor mirrored', async () => {
  const { receipt } = specimens
  const [image] = await extractImages(new Uint8Array(await renderPdf(receipt)), 1)
  const reds = [...(image?.data ?? [])].filter((_, at) => at % (image?.channels ?? 1) === 0)
  const { size, data } = encode(receipt.footer.qr, { border: 0, maskPattern: 0 })
  expect(image?.width).toBe(size)
  expect(reds.map((red) => red < 128)).toEqual(data.flat())
})

test('long unbroken words and rare characters stay on the page', async () => {
  const { receipt } = specimens
  const title = '鱻①Ⅳ'.repeat(30)
  const text = await textOfPdf(await renderPdf({ ...receipt, title, documentNo: 'x'.repeat(200) }))
  expect(text.replaceAll(/\s/g, '')).toContain(title)
  expect(text.replaceAll(/\s/g, '')).toContain('x'.repeat(200))
})

import ExcelJS from 'exceljs'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { contentOf } from '#fixtures/content.ts'
import { aZip } from '#fixtures/zip.ts'
import { checkFile, knownFormats } from './file-gate.server.ts'

const maxBytes = 20 * 1024 * 1024

async function codeOf(name: string, bytes: Uint8Array | string, formats: readonly string[] = knownFormats) {
  const checked = await checkFile(contentOf(bytes), { name, formats, maxBytes })
  return checked.ok ? checked.value.mediaType : checked.refusal.code
}

async function aWorkbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('设备清单')
  for (let row = 0; row < 3000; row++) sheet.addRow(['数控机床', 'XK-2000', row, 125_000])
  sheet.getCell('F1').value = { text: '企业网站', hyperlink: 'https://example.cn' }
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function aPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.addPage()
  return pdf.save()
}

const workbookParts = [
  { name: '[Content_Types].xml', content: '<Types/>' },
  { name: 'xl/workbook.xml', content: '<workbook/>' },
]

test('files that are what their names say pass, with the media type of what they are', async () => {
  expect(await codeOf('材料.PDF', await aPdf())).toBe('application/pdf')
  expect(await codeOf('照片.jpeg', Buffer.from('ffd8ffe000104a464946', 'hex'))).toBe('image/jpeg')
  expect(await codeOf('图.png', Buffer.from('89504e470d0a1a0a0000', 'hex'))).toBe('image/png')
  expect(await codeOf('清单.xlsx', await aWorkbook())).toContain('spreadsheetml')
  expect(await codeOf('信.docx', aZip([{ name: 'word/document.xml', content: '<w/>' }]))).toContain(
    'wordprocessingml',
  )
  expect(await codeOf('包.zip', aZip([{ name: '说明.txt', content: '启项' }]))).toBe('application/zip')
})

test('a .pdf that is not a PDF is refused, whatever else it is', async () => {
  expect(await codeOf('材料.pdf', '<html>404 Not Found</html>')).toBe('file_content')
  expect(await codeOf('材料.pdf', aZip([{ name: 'a', content: 'b' }]))).toBe('file_content')
  expect(await codeOf('清单.xlsx', await aPdf())).toBe('file_content')
  expect(await codeOf('照片.jpg', await aPdf())).toBe('file_content')
})

test('nothing, too much, a format not asked for, a name without an ending', async () => {
  expect(await codeOf('材料.pdf', '')).toBe('file_empty')
  expect(await codeOf('材料.pdf', Buffer.alloc(maxBytes + 1))).toBe('file_too_large')
  expect(await codeOf('程序.exe', 'MZ')).toBe('file_format')
  expect(await codeOf('材料', await aPdf())).toBe('file_format')
  expect(await codeOf('图.png', Buffer.from('89504e470d0a1a0a', 'hex'), ['pdf'])).toBe('file_format')
})

test('a PDF cut off or behind a password is refused', async () => {
  const bytes = await aPdf()
  expect(await codeOf('材料.pdf', bytes.slice(0, -20))).toBe('file_broken')
  const pdf = await PDFDocument.load(bytes)
  await pdf.encrypt({ userPassword: 'secret', ownerPassword: 'secret' })
  expect(await codeOf('材料.pdf', await pdf.save())).toBe('file_encrypted')
})

test('office files and archives behind a password are refused', async () => {
  const ole = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ])
  expect(await codeOf('清单.xlsx', ole)).toBe('file_encrypted')
  expect(await codeOf('旧.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('file_content')
  expect(await codeOf('包.zip', aZip([{ name: 'a', content: 'b', encrypted: true }]))).toBe(
    'archive_encrypted',
  )
})

test('a bomb of a workbook is refused, honest about its size or not', async () => {
  const zeros = Buffer.alloc(60 * 1024 * 1024)
  const bomb = { name: 'xl/worksheets/sheet1.xml', content: zeros }
  expect(await codeOf('清单.xlsx', aZip([...workbookParts, bomb]))).toBe('archive_too_large')
  expect(await codeOf('清单.xlsx', aZip([...workbookParts, { ...bomb, claims: 1000 }]))).toBe(
    'archive_broken',
  )
  const many = Array.from({ length: 2001 }, (_, n) => ({ name: `xl/${n}.xml`, content: '' }))
  expect(await codeOf('清单.xlsx', aZip([...workbookParts, ...many]))).toBe('archive_too_large')
})

test('macros, links to other files, embedded things and entities are refused', async () => {
  const withPart = (name: string, content = '') => aZip([...workbookParts, { name, content }])
  expect(await codeOf('清单.xlsx', withPart('xl/vbaProject.bin'))).toBe('workbook_macros')
  expect(await codeOf('清单.xlsx', withPart('xl/externalLinks/externalLink1.xml'))).toBe(
    'workbook_external_links',
  )
  expect(await codeOf('清单.xlsx', withPart('xl/embeddings/oleObject1.bin'))).toBe('workbook_embedded')
  const image =
    '<Relationship Type="http://x/image" Target="http://spy.example/a.png" TargetMode="External"/>'
  expect(await codeOf('清单.xlsx', withPart('xl/_rels/workbook.xml.rels', image))).toBe(
    'workbook_external_links',
  )
  const entity = '<!DOCTYPE a [<!ENTITY b "c">]>'
  expect(await codeOf('清单.xlsx', withPart('_rels/.rels', entity))).toBe('workbook_broken')
  expect(await codeOf('清单.xlsx', aZip([{ name: 'a.txt', content: '' }]))).toBe('workbook_broken')
})

import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { encode } from 'uqr'
import { type Report, shortHash } from '#app/domain/reports/report.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { env } from '#app/platform/env.server.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const fonts = ['noto-serif-sc', 'noto-sans-sc'].flatMap((family) =>
  ['400Regular', '700Bold'].map((cut) =>
    fileURLToPath(new URL(`../../../node_modules/@expo-google-fonts/${family}/${cut}`, import.meta.url)),
  ),
)
const data = `${here}data.json`

/** Choosing the best of the eight masks takes up to a tenth of a document's time; digits of an id or a hash suit each of them. */
const anyMask = 0

let compiler: NodeCompiler | null = null

/**
 * For how many further documents the compiler keeps what it computed for one. What all have in common is asked for by
 * each and stays; the rest is of no use to another. Looking every twenty documents kept two hundred: 450 MB, and 830 MB
 * with proofs, where 190 and 490 are as fast.
 */
const keptFor = 2

/** What the log says of the entry that names a document, to be printed at its foot and attached to it. */
export type DocumentProof = {
  /** place in the log */
  index: number
  /** hash of the entry in hex */
  leaf: string
  /** of the checkpoint */
  size: number
  /** of the public page of the entry, with the hash */
  url: string
  /** the proof file, and the data that the entry names */
  file: string
  data: string
  /** of an application, as it was sent in: what the data names by its hash */
  editions?: readonly string[]
}

/**
 * Lays a report out on A4 with the official templates. The same report gives the same bytes: no clock, no names in
 * the metadata. Faces from FONT_DIR come before the packaged Noto fonts.
 * @param proof its numbers and code take the place of the report's own hash and code
 * Throws when Typst cannot lay it out, which is a bug of the template.
 */
export async function renderPdf(report: Report, proof: DocumentProof | null = null): Promise<Uint8Array> {
  compiler ??= NodeCompiler.create({
    workspace: here,
    fontArgs: [{ fontPaths: env.fontDir ? [env.fontDir, ...fonts] : fonts }],
    inputs: { 'own-faces': env.fontDir ? 'yes' : 'no' },
  })
  const printed = proof && { index: proof.index, size: proof.size, short: shortHash(proof.leaf) }
  const footer = { ...report.footer, short: shortHash(report.footer.sha256), proof: printed }
  const address = proof?.url ?? report.footer.qr
  const shown = {
    report: { ...report, footer },
    words: captions.footer,
    code: address ? codeOf(address) : null,
    attached: proof ? attachedFiles(proof) : [],
  }
  // as a file: other inputs would be another library to Typst, and nothing computed for one document would serve the next
  compiler.mapShadow(data, Buffer.from(JSON.stringify(shown)))
  const compiled = compiler.compile({ mainFilePath: `${here}main.typ` })
  if (!compiled.result) {
    const error = compiled.takeError()
    throw new Error(`typst: ${JSON.stringify(error?.shortDiagnostics ?? 'no document')}`)
  }
  const pdf = compiler.pdf(compiled.result)
  compiler.evictCache(keptFor)
  return pdf
}

/** The QR code of an address, a byte for each of its modules: Typst takes a tenth of a document's time to read it as SVG. */
function codeOf(address: string) {
  const { size, data } = encode(address, { border: 0, maskPattern: anyMask })
  return { size, modules: data.flat().map((dark) => (dark ? 0 : 255)) }
}

function attachedFiles({ index, file, data, editions = [] }: DocumentProof) {
  const { proof, data: about, edition } = captions.footer.attached
  return [
    { name: `entry-${index}.tlog-proof`, text: file, about: proof },
    { name: 'document.txt', text: data, about },
    ...editions.map((text) => ({ name: 'application.json', text, about: edition })),
  ]
}

import { execFile, execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sm3 } from 'sm-crypto-v2'
import { expect, test } from 'vitest'
import { sm2Label } from '#app/domain/audit/note.ts'
import { testFolder } from '#fixtures/folder.ts'
import { profiles } from './signature.server.ts'

const run = promisify(execFile)
const { sm2 } = profiles
const labelled = (hex: string) => Buffer.concat([Buffer.from(sm2Label), Buffer.from(hex, 'hex')])

/** GB/T 32918.5, annex A.2: signature on the recommended curve. */
const published = {
  secret: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  public:
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  text: 'message digest',
  signature:
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
}
const text = Buffer.from(published.text)
const signature = Buffer.from(published.signature, 'hex')

test('SM3 hashes the two examples of GB/T 32905 as published', () => {
  expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
})

test('SM2 accepts the published signature and nothing near it', () => {
  const key = labelled(published.public)
  expect(Buffer.from(sm2.publicOf(labelled(published.secret)) ?? []).equals(key)).toBe(true)
  expect(sm2.verify(key, text, signature)).toBe(true)
  for (let bit = 0; bit < 512; bit += 7) {
    const changed = Buffer.from(signature)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(sm2.verify(key, text, changed), `bit ${bit}`).toBe(false)
  }
})

test('what is no SM2 signature or no SM2 key is refused without an error', () => {
  const key = labelled(published.public)
  const order = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex')
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)]
  const zero = Buffer.alloc(32)
  for (const wrong of [[], [r], [r, s, zero], [zero, s], [r, zero], [order, s], [r, order], [zero, zero]])
    expect(sm2.verify(key, text, Buffer.concat(wrong))).toBe(false)
  const offCurve = Buffer.from(key)
  offCurve[key.length - 1] = 0x14
  for (const wrong of [offCurve, key.subarray(1), key.subarray(0, -1), Buffer.alloc(0)])
    expect(sm2.verify(wrong, text, signature)).toBe(false)
  for (const wrong of ['', '00'.repeat(32), 'ff'.repeat(32), `${published.secret}00`])
    expect(sm2.publicOf(labelled(wrong))).toBeNull()
})

test('OpenSSL accepts our SM2 signatures, and we accept its own', async ({ skip }) => {
  skip(!opensslKnowsSm2(), 'there is no OpenSSL with SM2 on this machine')
  const folder = await testFolder('sm2')
  const options = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-in', 'text']
  const call = (...args: string[]) => run('openssl', args, { cwd: folder })
  await writeFile(join(folder, 'text'), text)
  const secret = sm2.newSecret()
  const key = sm2.publicOf(secret) ?? new Uint8Array()
  await writeFile(join(folder, 'own.der'), derOf(secret, key))
  await call('pkey', '-inform', 'DER', '-in', 'own.der', '-out', 'own.pem')
  for (let i = 0; i < 8; i++) {
    const ours = sm2.sign(secret, text)
    await writeFile(
      join(folder, 'ours'),
      der(0x30, integer(ours.subarray(0, 32)), integer(ours.subarray(32))),
    )
    const { stdout } = await call('pkeyutl', '-verify', '-inkey', 'own.pem', ...options, '-sigfile', 'ours')
    expect(stdout).toContain('Signature Verified Successfully')

    await call('pkeyutl', '-sign', '-inkey', 'own.pem', ...options, '-out', 'theirs')
    const theirs = numbersOf(await readFile(join(folder, 'theirs')))
    expect(sm2.verify(key, text, theirs)).toBe(true)
    expect(sm2.verify(key, Buffer.from('another'), theirs)).toBe(false)
  }
})

function opensslKnowsSm2(): boolean {
  try {
    return execFileSync('openssl', ['ecparam', '-list_curves'], { stdio: 'pipe' }).includes('SM2')
  } catch {
    return false
  }
}

/** PKCS #8 with the recommended curve. */
function derOf(secret: Uint8Array, key: Uint8Array): Buffer {
  const version = der(2, Buffer.from([0]))
  const algorithm = der(0x30, Buffer.from('06072a8648ce3d020106082a811ccf5501822d', 'hex'))
  const [own, point] = [secret, key].map((half) => Buffer.from(half.subarray(sm2Label.length)))
  const bits = der(0xa1, der(3, Buffer.from([0]), point ?? Buffer.alloc(0)))
  const inner = der(0x30, der(2, Buffer.from([1])), der(4, own ?? Buffer.alloc(0)), bits)
  return der(0x30, version, algorithm, der(4, inner))
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length = content.length < 128 ? [content.length] : [0x81, content.length]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function integer(bytes: Uint8Array): Buffer {
  const short = Buffer.from(bytes.subarray(bytes.findIndex((byte) => byte > 0)))
  return der(2, (short[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), short]) : short)
}

/** r and s, 32 bytes each, of a signature in DER. */
function numbersOf(signature: Buffer): Buffer {
  const length = signature[3] ?? 0
  return Buffer.concat(
    [signature.subarray(4, 4 + length), signature.subarray(6 + length)].map((number) =>
      Buffer.from(number.toString('hex').padStart(64, '0').slice(-64), 'hex'),
    ),
  )
}

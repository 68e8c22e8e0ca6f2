import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatKey, formatNote, openNote, parseKey } from '#app/domain/audit/note.ts'
import { newKey, openSigner, sha256, signerOf, verifyEd25519 } from './audit-key.server.ts'

/** Key and signature of golang.org/x/mod/sumdb/note. */
const neumann = {
  secret: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  public: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
}

test('the published key signs as published', async () => {
  const signer = signerOf(neumann.secret)
  expect(formatKey(signer.key)).toBe(neumann.public)
  const bytes = await signer.sign(new TextEncoder().encode(neumann.text))
  const note = formatNote({ text: neumann.text, signatures: [{ ...signer.key, bytes }] })
  expect(note).toBe(`${neumann.text}\n— PeterNeumann ${neumann.signature}\n`)
  expect(openNote(note, signer.key, verifyEd25519)).toBe(neumann.text)
})

test('a changed key is malformed', () => {
  for (const wrong of ['', neumann.public, neumann.secret.replace('c74f', 'c74e'), `${neumann.secret}AAAA`])
    expect(() => signerOf(wrong)).toThrow('AUDIT_KEY is malformed')
})

test('without AUDIT_KEY one is made once, for its owner to read alone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'qixiang-key-'))
  try {
    const signers = await Promise.all([1, 2, 3].map(() => openSigner({ auditKey: null, dataDir })))
    expect(new Set(signers.map(({ key }) => formatKey(key))).size).toBe(1)
    expect((await stat(join(dataDir, 'audit-key'))).mode & 0o777).toBe(0o600)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('a new key is read back', () => {
  const made = newKey('fund.example.gov.cn/log')
  expect(formatKey(signerOf(made.secret).key)).toBe(made.public)
  expect(parseKey(sha256, made.public)?.name).toBe('fund.example.gov.cn/log')
})

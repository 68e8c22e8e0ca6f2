import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatKey, formatNote, openNote, parseKey } from '#app/domain/audit/note.ts'
import { testFolder } from '#fixtures/folder.ts'
import { comingKey, newKey, openSigner, openSigners, sha256, signerOf, signNote } from './audit-key.server.ts'
import { profiles, verifySignature } from './signature.server.ts'

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
  expect(openNote(note, signer.key, verifySignature)).toBe(neumann.text)
})

test('a changed key is malformed', () => {
  const sm2 = newKey('test.example/log', undefined, profiles.sm2).secret
  for (const wrong of [
    '',
    neumann.public,
    neumann.secret.replace('c74f', 'c74e'),
    `${neumann.secret}AAAA`,
    `${sm2}AAAA`,
    sm2.replace('/3Nt', '/3Nu'),
  ])
    expect(() => signerOf(wrong), wrong).toThrow('AUDIT_KEY is malformed')
})

test('without AUDIT_KEY one is made once, for its owner to read alone', async () => {
  const dataDir = await testFolder('key')
  const auditKeyFile = join(dataDir, 'keys/audit-key')
  const own = { mode: 'test', auditKey: null, auditKeyFile, dataDir: '' } as const
  await expect(openSigner({ ...own, mode: 'production' })).rejects.toThrow('AUDIT_KEY_FILE is missing')
  const signers = await Promise.all([1, 2, 3].map(() => openSigner(own)))
  expect(new Set(signers.map(({ key }) => formatKey(key))).size).toBe(1)
  expect((await stat(auditKeyFile)).mode & 0o777).toBe(0o600)
  expect(await openSigners(own)).toHaveLength(1)
  await writeFile(comingKey(auditKeyFile), newKey('qixiang.demo/log').secret)
  expect(await openSigners({ ...own, mode: 'production' })).toHaveLength(2)
})

test.each(Object.entries(profiles))('a new key by %s is read back and signs', async (_, profile) => {
  const made = newKey('fund.example.gov.cn/log', undefined, profile)
  const signer = signerOf(made.secret)
  expect(formatKey(signer.key)).toBe(made.public)
  const key = parseKey(sha256, made.public)
  expect(key).toMatchObject({ name: 'fund.example.gov.cn/log', kind: profile.kind })
  const note = await signNote(signer, 'text\n')
  expect(key && openNote(note, key, verifySignature)).toBe('text\n')
  expect(key && openNote(note.replace('text', 'test'), key, verifySignature)).toBeNull()
})

test('with a key of each profile every note bears both signatures', async () => {
  const [one, two, other] = [profiles.ed25519, profiles.sm2, profiles.sm2].map((profile, i) =>
    newKey(i < 2 ? 'test.example/log' : 'other.example/log', undefined, profile),
  )
  const open = (...keys: (typeof one)[]) =>
    openSigner({
      mode: 'production',
      auditKey: keys.map((key) => key?.secret).join(' '),
      auditKeyFile: null,
      dataDir: '',
    })
  const signer = await open(one, two)
  const note = await signNote(signer, 'text\n')
  for (const made of [one, two]) {
    const key = parseKey(sha256, made?.public ?? '')
    expect(key && openNote(note, key, verifySignature)).toBe('text\n')
  }
  for (const wrong of [open(one, one), open(one, other), open(one, two, two)])
    await expect(wrong).rejects.toThrow('AUDIT_KEY is malformed')
})

test('nothing that answers requests opens a secret key: only workers and commands sign', async () => {
  const opening = /\b(openSigners?|signersOf|signerOf|signNote)\b/
  const root = join(import.meta.dirname, '../..')
  const found: string[] = []
  for await (const file of glob(['server.ts', 'app/{routes,services,db,authorization}/**/*.{ts,tsx}'], {
    cwd: root,
  }))
    if (!file.includes('.test.') && opening.test(await readFile(join(root, file), 'utf8'))) found.push(file)
  expect(found).toEqual([])
})

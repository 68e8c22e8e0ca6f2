import { readFile, rename, writeFile } from 'node:fs/promises'
import { openSequencerDb } from '#app/db/roles.server.ts'
import { comingKey, keyFileOf, newKey, openSigner, signersOf } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { profileOf, profiles } from '#app/platform/signature.server.ts'
import { rotateKey } from '#workers/audit/rotate.ts'
import { openInstalled } from './open-installed.ts'

/**
 * `npm run audit:key -- NAME [sm2]`: a new pair. NAME is the log's address without scheme, e.g. fund.example.gov.cn/log.
 * `npm run audit:key -- --rotate`: a new key of the same name and kind takes over from the configured one.
 */
async function main([name = '', profile = 'ed25519', ...more]: string[]): Promise<void> {
  if (name === '--rotate') return rotate()
  if (!/^[^+\s-][^+\s]*$/.test(name) || (profile !== 'ed25519' && profile !== 'sm2') || more.length > 0)
    throw new Error('usage: npm run audit:key -- NAME [ed25519 | sm2], or npm run audit:key -- --rotate')
  const made = newKey(name, undefined, profiles[profile])
  console.log(`AUDIT_KEY=${made.secret}`)
  console.log(`publish: ${made.public}`)
}

/** The new secret is on the disk, or on the screen, before the log depends on it. */
async function rotate(): Promise<void> {
  const signer = await openSigner(env)
  const db = await openInstalled(env.databaseUrl)
  const made = [signer, ...(signer.second ? [signer.second] : [])].map(({ key }) =>
    newKey(key.name, undefined, profileOf(key.kind) ?? profiles.ed25519),
  )
  const secret = made.map((one) => one.secret).join(' ')
  const own = keyFileOf(env)
  if (env.auditKey === null) await writeFile(comingKey(own), secret, { mode: 0o600 })
  else console.log(`AUDIT_KEY=${secret}`)
  console.log(`publish: ${made.map((one) => one.public).join(' ')}`)

  const sequencerDb = await openSequencerDb(db, env)
  try {
    const next = signersOf(secret)
    await rotateKey(db, sequencerDb, { signer, next, checkpointFile: env.auditCheckpointFile })
  } finally {
    await db.close()
    if (sequencerDb !== db) await sequencerDb.close()
  }
  if (env.auditKey === null) {
    await writeFile(`${own}.${Buffer.from(signer.key.id).toString('hex')}`, await readFile(own), {
      mode: 0o600,
    })
    await rename(comingKey(own), own)
    console.log('the new key signs from now on: running workers take it up by themselves')
  } else {
    const rest = 'nothing is signed until AUDIT_KEY of the workers is set to it and they are started again'
    console.log(`the new key signs from now on: ${rest}`)
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

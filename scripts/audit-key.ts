import { newKey } from '#app/platform/audit-key.server.ts'
import { profiles } from '#app/platform/signature.server.ts'

/** `npm run audit:key -- NAME [sm2]`: a new pair. NAME is the log's address without scheme, e.g. fund.example.gov.cn/log. */
const [name = '', profile = 'ed25519'] = process.argv.slice(2)
if (/^[^+\s]+$/.test(name) && (profile === 'ed25519' || profile === 'sm2')) {
  const made = newKey(name, undefined, profiles[profile])
  console.log(`AUDIT_KEY=${made.secret}`)
  console.log(`publish: ${made.public}`)
} else {
  console.error('usage: npm run audit:key -- NAME [ed25519 | sm2]')
  process.exitCode = 1
}

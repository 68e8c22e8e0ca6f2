import { newKey } from '#app/platform/audit-key.server.ts'

/** `npm run audit:key -- NAME`: a new pair. NAME is the log's address without scheme, e.g. fund.example.gov.cn/log. */
const [name = ''] = process.argv.slice(2)
if (/^[^+\s]+$/.test(name)) {
  const made = newKey(name)
  console.log(`AUDIT_KEY=${made.secret}`)
  console.log(`publish: ${made.public}`)
} else {
  console.error('usage: npm run audit:key -- NAME')
  process.exitCode = 1
}

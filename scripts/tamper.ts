import { parseArgs } from 'node:util'
import { root } from './build.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/**
 * `npm run tamper [-- --samples 5000]`: single-byte changes of an exported log and of the database file, each of which
 * must be reported or say the same; beside it deletion, other orders, shorter logs and a log rebuilt with the stolen key.
 */
const { values } = parseArgs({ options: { samples: { type: 'string', default: '5000' } } })
const tests = ['verifier/verify.test.ts', 'workers/audit/tamper.test.ts']
const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...tests], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, AUDIT_SAMPLES: values.samples },
})
const [code] = await once(child, 'exit')
process.exitCode = code ?? 1

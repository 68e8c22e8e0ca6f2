import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { testFolder } from '#fixtures/folder.ts'

const commands = [['audit-export.ts', '--out', 'out'], ['invariants.ts'], ['audit-key.ts', '--rotate']]

test.each(commands)(
  '%s says in one sentence that there is no database, and makes none',
  async (script, ...args) => {
    const folder = await testFolder('none')
    await writeFile(join(folder, 'empty.db'), '')
    for (const name of ['none.db', 'empty.db']) {
      const env = { ...process.env, DATABASE_URL: `file:${join(folder, name)}`, DATA_DIR: folder }
      const ran = promisify(execFile)(process.execPath, [join(import.meta.dirname, script ?? ''), ...args], {
        env,
        cwd: folder,
      })
      const { code, stderr } = await ran.then(
        () => ({ code: 0, stderr: '' }),
        (error: { code: number; stderr: string }) => error,
      )
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `there is no database of Qixiang at ${env.DATABASE_URL}: start the system first, or set DATABASE_URL to its own\n`,
      })
    }
    expect(existsSync(join(folder, 'none.db'))).toBe(false)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  },
  60_000,
)

import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../scripts/build.ts'

test('a whole season is played over HTTP, from the guideline to the grade', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'e2e/journey.ts')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '' },
  })
  expect(stdout).not.toContain('not ok')
  expect(stdout).toMatch(/^ok \d+ county passes it on, province and finance confirm score and grade$/m)
  expect(stdout).toMatch(/^ok \d+ every invariant holds$/m)
  const kept = await readdir(join(root, 'build/journey'))
  for (const name of ['index.html', 'receipt.pdf', 'recommendation-nanjing.xlsx', 'approval-notice.pdf'])
    expect(kept).toContain(name)
})

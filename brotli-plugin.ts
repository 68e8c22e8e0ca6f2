import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { Plugin } from 'vite'

const compress = promisify(brotliCompress)

/** Lays the smallest form of every script and style beside it, so that the server never compresses them again. */
export function brotliAssets(): Plugin {
  return {
    name: 'brotli-assets',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir = '' }) {
      const assets = join(dir, 'assets')
      const files = (await readdir(assets)).filter((file) => /\.(js|css)$/.test(file))
      await Promise.all(
        files.map(async (file) =>
          writeFile(join(assets, `${file}.br`), await compress(await readFile(join(assets, file)))),
        ),
      )
    },
  }
}

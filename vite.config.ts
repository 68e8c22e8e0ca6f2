import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import { brotliAssets } from './brotli-plugin.ts'
import { textsOfPage } from './texts-plugin.ts'

export default defineConfig({
  plugins: [textsOfPage(), reactRouter(), brotliAssets()],
  build: { target: ['chrome109', 'edge109', 'firefox115', 'safari16'] },
})

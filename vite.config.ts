import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import { brotliAssets } from './brotli-plugin.ts'
import { textsOfPage } from './texts-plugin.ts'

export default defineConfig({
  plugins: [textsOfPage(), reactRouter(), brotliAssets()],
  build: { target: ['chrome109', 'edge109', 'firefox115', 'safari16'] },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // small files compress badly each by itself: what most pages or records share is one; never the entry,
              // which would start before the page has handed over its routes
              groups: [
                {
                  name: 'base',
                  test: /app\/root\.tsx|preload-helper|node_modules\/react-dom\//,
                  priority: 3,
                },
                { name: 'inside', test: /app\/routes\/(inside|signed-in)\.tsx/, priority: 2 },
                { name: 'parts', test: /\.tsx?$|node_modules/, minShareCount: 25, priority: 1 },
                {
                  name: 'record',
                  test: /app\/ui\/(record-page|timeline|file-list|job-progress|proof-link)\.tsx/,
                },
              ],
            },
          },
        },
      },
    },
  },
})

import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  build: { target: ['chrome109', 'edge109', 'firefox115', 'safari16'] },
})

/** @type {import('@react-router/dev/config').Config} */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ssr: true,
  // checkOrigin of the root looks at every unsafe method, and leaves an event; the framework's own check comes before it
  allowedActionOrigins: ['**'],
}

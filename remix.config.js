/** @type {import('@react-router/dev/config').Config} */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ssr: true,
}

import type { ServerBuild } from 'react-router'
import type { withAnswers } from './answers.server.ts'
import type { openContext } from './context.server.ts'

/** The built application: what the server and the tests take from it. */
export type AppBuild = ServerBuild & {
  entry: { module: { openContext: typeof openContext; withAnswers: typeof withAnswers } }
}

import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import {
  type EntryContext,
  type HandleErrorFunction,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { messagesOf } from '#app/i18n/messages.ts'
import { givenOf, pageContext } from './routes/context.server.ts'
import { Page } from './ui/page.tsx'

export { openContext } from './routes/context.server.ts'
export { withAnswers } from './routes/answers.server.ts'

/** Milliseconds until a page that waits for data is cut off. */
export const streamTimeout = 10_000

export default function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> | Response {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const { now, requestId, log } = givenOf(context)
  const { locale, nonce } = context.get(pageContext)

  return new Promise((resolve, reject) => {
    let sent = false
    const send = () => {
      sent = true
      const body = new PassThrough({
        final(done) {
          clearTimeout(timer)
          done()
        },
      })
      pipe(body)
      resolve(new Response(createReadableStreamFromReadable(body), { status, headers }))
    }
    const { pipe, abort } = renderToPipeableStream(
      <Page
        locale={locale}
        messages={messagesOf(locale)}
        nonce={nonce}
        serverTime={now.getTime()}
        clockOffset={0}
        requestId={requestId}
      >
        <ServerRouter context={entry} url={request.url} nonce={nonce} />
      </Page>,
      {
        nonce,
        [isbot(request.headers.get('User-Agent')) ? 'onAllReady' : 'onShellReady']: send,
        onShellError: reject,
        onError(error: unknown) {
          if (sent) log({ level: 'error', msg: 'render failed', requestId, error: text(error) })
        },
      },
    )
    const timer = setTimeout(abort, streamTimeout + 1_000)
  })
}

/** Everything thrown that is not an answer is a bug: one log line with its number. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return
  const { log, requestId } = givenOf(context)
  log({ level: 'error', msg: 'bug', requestId, path: new URL(request.url).pathname, error: text(error) })
}

function text(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

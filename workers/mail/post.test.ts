import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { layOut } from './layout.ts'
import { openPost } from './post.ts'

type Received = { to: string[]; raw: string }

async function aServer(refusal: { code: number; message: string } | null = null) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, next) =>
      next(refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : null),
    onData(stream, session, next) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((one) => one.address)
        received.push({ to, raw: Buffer.concat(chunks).toString() })
        next()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return {
    received,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

const letter = {
  to: 'zhou@example.cn',
  subject: '申报已受理',
  jobId: '0190-job',
  ...layOut({ subject: '申报已受理', body: '受理编号 <ZZQS-1>\n请查看。' }),
}
const from = '启项 <qixiang@fund.example>'

test('a mail arrives with the job id as message id and both bodies', async () => {
  await using server = await aServer()
  expect(await openPost({ smtpUrl: server.smtpUrl, from })(letter)).toBe('sent')
  const [mail] = server.received
  expect(mail?.to).toEqual(['zhou@example.cn'])
  expect(mail?.raw).toContain('Message-ID: <0190-job@fund.example>')
  expect(mail?.raw).toContain('Auto-Submitted: auto-generated')
  expect(mail?.raw).toContain('multipart/alternative')
})

test('without a server nothing is sent', async () => {
  expect(await openPost({ smtpUrl: null, from })(letter)).toBe('no_server')
})

test('a recipient refused for good is an answer; try later and no connection are errors', async () => {
  await using gone = await aServer({ code: 550, message: 'no such mailbox' })
  expect(await openPost({ smtpUrl: gone.smtpUrl, from })(letter)).toEqual({
    refused: expect.stringContaining('no such mailbox'),
  })
  await using busy = await aServer({ code: 451, message: 'try later' })
  await expect(openPost({ smtpUrl: busy.smtpUrl, from })(letter)).rejects.toThrow('try later')
  await expect(openPost({ smtpUrl: 'smtp://127.0.0.1:1', from })(letter)).rejects.toThrow()
})

test('what people typed is not markup in the mail', () => {
  expect(letter.html).toContain('&lt;ZZQS-1>')
  expect(letter.html).not.toContain('<ZZQS-1>')
})

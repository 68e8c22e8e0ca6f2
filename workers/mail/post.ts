import { createTransport } from 'nodemailer'

export type Letter = { to: string; subject: string; text: string; html: string; jobId: string }

/** sent: the server took it. no_server: none is configured. refused: it will never take it, in its words. */
export type Delivery = 'sent' | 'no_server' | { refused: string }
export type Post = (letter: Letter) => Promise<Delivery>

/**
 * Delivery over SMTP (`smtp://user:password@host:port`, `smtps:`), or none at all when `smtpUrl` is null.
 * The post throws when the server cannot be reached or asks to try later.
 */
export function openPost({ smtpUrl, from }: { smtpUrl: string | null; from: string }): Post {
  if (smtpUrl === null) return async () => 'no_server'
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 15_000, socketTimeout: 30_000 })
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return async ({ jobId, ...letter }) => {
    try {
      await transport.sendMail({
        ...letter,
        from,
        messageId: `<${jobId}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      return 'sent'
    } catch (error) {
      if (isRefusal(error)) return { refused: error.message }
      throw error
    }
  }
}

/** A 5xx answer to the envelope or the message; a failed sign-in is not one, it is for us to mend. */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false
  const { responseCode, code } = error
  return (
    typeof responseCode === 'number' && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  )
}

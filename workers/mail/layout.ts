import { captions } from '#app/i18n/zh-CN/captions.ts'
import { env } from '#app/platform/env.server.ts'

/** A mail as plain text and as simple HTML without pictures: what it says, where to go, that nobody reads answers. */
export function layOut({ subject, body }: { subject: string; body: string }): { text: string; html: string } {
  const { open, automatic } = captions.mail
  const address = env.publicUrl
  const lines = body.split('\n').map((line) => `<p style="margin:0 0 12px">${escaped(line)}</p>`)
  return {
    text: `${body}\n\n${open} ${address}\n\n${automatic}\n`,
    html: `<!doctype html><html><body style="font:16px/1.6 'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif;color:#1f2328;max-width:640px;padding:16px">
<h1 style="font-size:18px;border-bottom:2px solid #1d5fbf;padding-bottom:8px">${escaped(subject)}</h1>
${lines.join('\n')}
<p><a href="${escaped(address)}" style="color:#1d5fbf">${open}</a></p>
<p style="font-size:13px;color:#59636e">${automatic}</p>
</body></html>`,
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

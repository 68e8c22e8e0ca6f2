import type { JobPayload } from '#app/domain/jobs.ts'
import { openedEmail } from '#app/db/contact.server.ts'
import type { Job } from '../job.ts'
import { layOut } from '../mail/layout.ts'

/**
 * Sends one mail with the job's id as message id: should a crash after sending repeat it, mail programs show it once.
 * Without a server the mail is kept for the administrator's page. A refused recipient is not tried again.
 */
export const sendMail: Job<JobPayload<'send_mail'>> = {
  async run({ mailId }, { db, now, requestId, post }) {
    const mail = await db.client.mail.findUnique({
      where: { id: mailId },
      include: { user: { select: { id: true, email: true } } },
    })
    if (!mail) return { cancelled: 'no such mail' }
    if (mail.status === 'sent') return 'completed'
    const note = (data: { status: string; sentAt?: Date; error?: string | null }) =>
      db.client.mail.update({ where: { id: mailId }, data, select: { id: true } })

    const delivery = await post({
      to: openedEmail(mail.user),
      subject: mail.subject,
      jobId: requestId,
      ...layOut(mail),
    })
    if (delivery === 'no_server') await note({ status: 'kept' })
    else if (delivery === 'sent') await note({ status: 'sent', sentAt: now, error: null })
    else {
      await note({ status: 'failed', error: delivery.refused })
      return { cancelled: delivery.refused }
    }
    return 'completed'
  },

  async giveUp({ mailId }, { db }, error) {
    await db.client.mail.updateMany({
      where: { id: mailId, status: { not: 'sent' } },
      data: { status: 'failed', error },
    })
  },
}

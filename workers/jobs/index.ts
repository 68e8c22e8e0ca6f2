import { type JobName, jobs, type SweepName } from '#app/domain/jobs.ts'
import { fromStore, type StoredJob } from '../job.ts'
import { sweeps } from '../sweeps.ts'
import { keepErasureList } from './keep-erasures.ts'
import { renderDocument } from './render-document.ts'
import { sendMail } from './send-mail.ts'

/** One entry per name in domain/jobs.ts. */
export const registry: Record<JobName, StoredJob> = {
  render_document: fromStore(jobs.render_document, renderDocument),
  send_mail: fromStore(jobs.send_mail, sendMail),
  keep_erasures: fromStore(jobs.keep_erasures, keepErasureList),
  open_close_guidelines: sweep('open_close_guidelines'),
  sweep_deadlines: sweep('sweep_deadlines'),
  sweep_publicity: sweep('sweep_publicity'),
  sweep_projects: sweep('sweep_projects'),
  tell_deputies: sweep('tell_deputies'),
  print_texts: sweep('print_texts'),
}

function sweep(name: SweepName): StoredJob {
  return fromStore(jobs[name], {
    async run(_payload, ctx) {
      await sweeps[name](ctx)
      return 'completed'
    },
  })
}

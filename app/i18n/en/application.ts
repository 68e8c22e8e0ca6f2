import type { application as source } from '../zh-CN/application.ts'

export const application = {
  channel: {
    local: 'Through the locality',
    direct: 'Directly to the province',
    localHint: 'Reviewed and recommended from the county upwards',
    directHint: 'Checked by the province at once',
  },
  documents: { receipt: 'Receipt', application_form: 'Application form' },
  commitment: {
    title: 'Commitment of truth and credit',
    text: '1. The material submitted is true, complete and exact; copies equal the originals.\n2. The project has not been funded by the state or the province and is not applied for twice.\n3. We had no major accident of safety, environment or quality in three years and no serious dishonesty.\n4. If supported, we use the money as ruled and accept supervision, audit and evaluation.\n5. If anything is false or against the rules, we give all money back and bear the consequences.',
    accept: 'I have read this and commit my enterprise to it',
  },
  withdrawal: { agreed: 'agreed', declined: 'declined:' },
  lapsed: 'not corrected in time',
} satisfies typeof source

import { textOfPdf } from '#workers/documents/text.ts'
import { check, type Play } from './play.ts'

type Instalment = { number: 1 | 2; documentNo: string; amountWan: string; capitals: string }
const day = (clock: string) => clock.slice(0, 10)

/** One instalment's way: issued by two people, received, paid, arrived. `clock` is the minute it begins at. */
export function funding({ number, documentNo, amountWan, capitals }: Instalment, clock: string): Play {
  return async ({ step, as, keep, until }, { guidelineId, projectId }) => {
    const today = day(clock)
    let path = ''

    await step(
      `province issues instalment ${number} under ${documentNo}, a second person approves`,
      async () => {
        const handler = await as('province_handler')
        const address = `/funding/issues/new?guideline=${guidelineId}`
        const { projects } = await handler.page('funding/new-issue', address)
        const ready = projects.filter(({ next }) => next.ok).map(({ id }) => id)
        check(
          ready.includes(projectId),
          `the project is not ready: ${JSON.stringify(projects.map(({ next }) => next.ok))}`,
        )
        const fields = { documentNo, issuedOn: today, subjectCode: '2150517', project: [projectId] }
        const said = await handler.refused(address, { ...fields, subjectCode: '1' })
        check(said.includes('支出功能分类科目编码'), `the refusal does not name its field: ${said}`)
        const issue = (await handler.post(address, fields)).split('?')[0] ?? ''
        const { issue: seen } = await handler.page('funding/issue', issue)
        check(seen.actions.length === 0, 'who drew it up may approve it')
        const finance = await as('finance')
        const { issue: asked } = await finance.page('funding/issue', issue)
        await finance.post(issue, { act: 'issue', version: asked.version, reason: '' })
        const { documents } = await until('the notice', async () => {
          const made = await finance.page('funding/issue', issue)
          return made.documents.length === 2 && made
        })
        for (const { id, format } of documents) {
          const bytes = await keep(finance, id, `fund-issue-${number}.${format}`)
          if (format !== 'pdf') continue
          const text = (await textOfPdf(bytes)).replace(/\s/g, '')
          check(text.includes(capitals), `the notice lacks ${capitals}`)
        }
      },
    )

    await step('finance of the county receives and pays it', async () => {
      const purse = await as('kunshan_finance')
      const { rows } = await purse.page('funding/list', '/funding?view=mine')
      check(rows.length === 1, `${rows.length} payments wait for the county's finance office`)
      path = `/funding/${rows[0]?.id}`
      const act = async (name: string, fields: Record<string, string>) => {
        const { payment } = await purse.page('funding/payment', path)
        await purse.post(path, { act: name, version: payment.version, reason: '', ...fields })
      }
      await act('receive', { receivedOn: today })
      await act('pay', {
        paidOn: today,
        voucherNo: `ZF-${number}`,
        bank: '中国建设银行昆山支行',
        account: '3200198643605250',
      })
      const { documents } = await purse.page('funding/payment', path)
      await keep(purse, documents[0]?.id ?? '', `payment-voucher-${number}.pdf`)
    })

    await step('the enterprise confirms that it arrived', async () => {
      const applicant = await as('kunshan_applicant')
      const { payment } = await applicant.page('funding/payment', path)
      await applicant.post(path, { act: 'confirm', version: payment.version, reason: '', arrivedOn: today })
      const { payment: seen, documents } = await applicant.page('funding/payment', path)
      check(seen.status === 'confirmed', `the payment is ${seen.status}`)
      const arrival = documents.find(({ kind }) => kind === 'payment_arrival')
      const text = await textOfPdf(await keep(applicant, arrival?.id ?? '', `payment-arrival-${number}.pdf`))
      check(text.includes(amountWan), `the confirmation lacks ${amountWan}`)
    })
  }
}

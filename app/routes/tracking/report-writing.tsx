import { formPage } from '#app/domain/application/form-page.ts'
import { detailsForm, itemSums, readDetails, withSums } from '#app/domain/tracking/report-details.ts'
import { checkReport } from '#app/domain/tracking/report-form.ts'
import { ReportForm, type ReportFormProps } from '#app/ui/tracking/report-form.tsx'
import { useFormWords } from '../application/words.ts'

/** A report for typing, checked and added up as it is typed; loaded by those who write it alone. */
export function ReportWriting(props: Omit<ReportFormProps, 'check' | 'summed' | 'tablesOf'>) {
  const words = useFormWords()
  return (
    <ReportForm
      {...props}
      check={(typed) => checkReport(typed, props.facts).problems}
      summed={withSums}
      tablesOf={(typed) => ({
        sections: formPage(detailsForm(typed.items), typed.details, words, readDetails(typed)),
        sums: itemSums(typed),
      })}
    />
  )
}

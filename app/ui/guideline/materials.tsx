import type { Option } from '#app/domain/application/form.ts'
import type { AttachmentSlot } from '#app/domain/guideline/attachment-slot.ts'
import { useT } from '../page.tsx'
import { useJoin, useLabel } from './words.ts'

/** The list of documents to hand in. */
export function Materials({
  slots,
  directions,
}: {
  slots: readonly AttachmentSlot[]
  directions: readonly Option[]
}) {
  const t = useT()
  const label = useLabel()
  const join = useJoin()
  if (slots.length === 0) return <p className="qx-soft">{t('configuration.empty')}</p>
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-materials">
        <thead>
          <tr>
            <th scope="col">{t('portal.attachment')}</th>
            <th scope="col">{t('portal.required')}</th>
            <th scope="col">{t('portal.seal')}</th>
            <th scope="col">{t('portal.format')}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot.key}>
              <td>
                <span>{label(slot.name)}</span>
                {slot.directions && (
                  <small className="qx-hint qx-block">
                    {t('portal.onlyUnder', {
                      directions: join(
                        directions
                          .filter(({ value }) => slot.directions?.includes(value))
                          .map((one) => label(one.label)),
                      ),
                    })}
                  </small>
                )}
                {slot.help && <small className="qx-hint qx-block">{label(slot.help)}</small>}
              </td>
              <td>{t(slot.required ? 'portal.must' : 'portal.may')}</td>
              <td>
                {join([
                  slot.needSeal ? t('portal.needSeal') : '',
                  slot.needSignature ? t('portal.needSignature') : '',
                ]) || t('portal.none')}
              </td>
              <td>
                {t('portal.formatLine', {
                  formats: slot.formats.join(' / ').toUpperCase(),
                  size: slot.maxMB,
                  count: slot.maxCount,
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

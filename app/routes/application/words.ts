import type { Language } from '#app/domain/application/form-page.ts'
import type { AttachmentSlot } from '#app/domain/guideline/attachment-slot.ts'
import { useLocale, useT } from '#app/ui/page.tsx'
import type { Slot } from '#app/ui/form/attachments.tsx'

/** Language of the form's own texts, and how it says yes and no. */
export function useFormWords(): { language: Language; yes: string; no: string } {
  const t = useT()
  return { language: useLocale() === 'en' ? 'en' : 'zh', yes: t('common.yes'), no: t('common.no') }
}

/** Slots of a guideline in the reader's language. */
export function slotsIn(attachments: readonly AttachmentSlot[], language: Language): Slot[] {
  return attachments.map(({ name, help, ...slot }) => ({
    ...slot,
    name: name[language] || name.zh,
    help: help ? help[language] || help.zh : null,
  }))
}

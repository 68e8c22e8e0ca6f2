import { z } from 'zod'
import { directionPath, type FormValues, isAsked, textAt } from '#app/domain/application/form.ts'
import { directionsSchema, labelSchema } from '#app/domain/application/form-schema.ts'

/** File types that a slot may take; content is checked against them, not the name alone. */
export const attachmentFormats = ['pdf', 'jpg', 'png', 'docx', 'xlsx', 'zip'] as const

/** One place for files of one kind. */
export const attachmentSlot = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  name: labelSchema,
  help: labelSchema.optional(),
  required: z.boolean(),
  formats: z.array(z.enum(attachmentFormats)).min(1),
  maxMB: z.number().int().min(1).max(200),
  maxCount: z.number().int().min(1).max(50),
  needSeal: z.boolean(),
  needSignature: z.boolean(),
  /** taken out of what experts see under double blind */
  hiddenInBlind: z.boolean().optional(),
  directions: directionsSchema,
})
export type AttachmentSlot = z.infer<typeof attachmentSlot>

/** The files that are asked under the direction typed. */
export function askedSlots(
  { attachments }: { attachments: readonly AttachmentSlot[] },
  values: FormValues,
): AttachmentSlot[] {
  const direction = textAt(values, directionPath)
  return attachments.filter((slot) => isAsked(slot, direction))
}

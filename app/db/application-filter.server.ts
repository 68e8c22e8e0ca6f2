import type { Row } from '#app/authorization/ability.ts'

/** What people narrow a list of applications by; all of it stands in the address. */
export type ApplicationFilters = { q?: string; status?: string; guideline?: string; unit?: string }

/** @param standing which rows a status stands for; an applicant may be told of fewer than there are */
export function filtered(
  { q, status, guideline, unit }: ApplicationFilters,
  standing = (named: string): Row => ({ status: named }),
): Row {
  const all: Row[] = []
  if (status) all.push(standing(status))
  if (guideline) all.push({ guidelineId: guideline })
  if (unit) all.push({ OR: [{ unitCode: unit }, { cityCode: unit }, { townCode: unit }] })
  if (q)
    all.push({
      OR: [
        { projectName: { contains: q } },
        { applicantName: { contains: q } },
        { receiptNo: { contains: q } },
      ],
    })
  return all.length > 0 ? { AND: all } : {}
}

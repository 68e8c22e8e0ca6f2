/** What a recommendation list states of each application (domain A.4); its canonical JSON is what is hashed. */
export type SheetRow = {
  applicationId: string
  receiptNo: string
  applicantName: string
  uscc: string
  projectName: string
  category: string
  /** fen as text */
  totalInvestment: string
  requested: string
  contact: string
  opinion: string
  snapshot: { number: number; sha256: string }
}

export type SheetContent = { format: 1; guideline: string; unit: string; rows: SheetRow[] }

/** Rows in the wanted order; those the order does not name follow as they stood. */
export function inOrder<R extends { applicationId: string }>(
  rows: readonly R[],
  order: readonly string[],
): R[] {
  const place = (row: R) => {
    const at = order.indexOf(row.applicationId)
    return at < 0 ? order.length : at
  }
  return rows.toSorted((a, b) => place(a) - place(b))
}

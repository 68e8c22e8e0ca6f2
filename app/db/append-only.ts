/** Tables whose rows are never changed, with each set of columns that identifies a row. */
export const appendOnly: Record<string, readonly (readonly string[])[]> = {
  AuditEntry: [['id'], ['dossier', 'n']],
  ApplicationSnapshot: [['id'], ['applicationId', 'number']],
  DuplicateDecision: [['id']],
  GuidelineVersion: [['id'], ['guidelineId', 'number']],
  PaymentVoucher: [['id'], ['paymentId', 'number'], ['payerCode', 'voucherNo']],
  Repayment: [['id'], ['reversesId'], ['clawbackId', 'number'], ['payerCode', 'voucherNo', 'voucherEntry']],
  LogSequence: [['number'], ['entryId']],
  LogTile: [['level', 'number']],
  LogCheckpoint: [['size']],
  LogKey: [['number']],
  LogEpoch: [['epoch']],
  LogDay: [['day']],
  AuditPersonal: [['entryId', 'field']],
}

/** Of these, the ones whose rows may be removed: an erasure. */
export const erasable = ['AuditPersonal']

/** Of these, the ones that only the sequencer adds to. */
export const sequencedTables = Object.keys(appendOnly).filter((table) => table.startsWith('Log'))

/** What SQLite checks with a trigger at the insert into one of these tables, where Postgres has a CHECK of that name. */
export const insertChecks = [
  {
    name: 'DuplicateDecision_one_other',
    table: 'DuplicateDecision',
    wrong: '(NEW."otherId" IS NULL) = (NEW."listedId" IS NULL)',
  },
] as const

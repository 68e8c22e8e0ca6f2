-- A payment order is never changed or removed: a payment that came back is paid by a new one.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "PaymentVoucher_append_only_update"
  BEFORE UPDATE ON "PaymentVoucher"
  BEGIN SELECT RAISE(ABORT, 'PaymentVoucher is append-only'); END;

CREATE TRIGGER "PaymentVoucher_append_only_delete"
  BEFORE DELETE ON "PaymentVoucher"
  BEGIN SELECT RAISE(ABORT, 'PaymentVoucher is append-only'); END;

CREATE TRIGGER "PaymentVoucher_append_only_replace"
  BEFORE INSERT ON "PaymentVoucher"
  WHEN EXISTS (SELECT 1 FROM "PaymentVoucher" WHERE rowid = NEW.rowid OR "id" = NEW."id" OR ("paymentId" = NEW."paymentId" AND "number" = NEW."number") OR ("payerCode" = NEW."payerCode" AND "voucherNo" = NEW."voucherNo"))
  BEGIN SELECT RAISE(ABORT, 'PaymentVoucher is append-only'); END;

-- The last line of defence behind the conditional updates: paid within issued, issued within approved.

CREATE TRIGGER "Project_paid_within_issued_insert"
  BEFORE INSERT ON "Project"
  WHEN NOT (NEW."paidFen" BETWEEN 0 AND NEW."issuedFen" AND NEW."issuedFen" <= NEW."amountFen")
  BEGIN SELECT RAISE(ABORT, 'Project_paid_within_issued'); END;

CREATE TRIGGER "Project_paid_within_issued_update"
  BEFORE UPDATE ON "Project"
  WHEN NOT (NEW."paidFen" BETWEEN 0 AND NEW."issuedFen" AND NEW."issuedFen" <= NEW."amountFen")
  BEGIN SELECT RAISE(ABORT, 'Project_paid_within_issued'); END;

CREATE TRIGGER "Guideline_paid_within_issued_insert"
  BEFORE INSERT ON "Guideline"
  WHEN NOT (NEW."paidFen" BETWEEN 0 AND NEW."issuedFen" AND NEW."issuedFen" <= NEW."committedFen")
  BEGIN SELECT RAISE(ABORT, 'Guideline_paid_within_issued'); END;

CREATE TRIGGER "Guideline_paid_within_issued_update"
  BEFORE UPDATE ON "Guideline"
  WHEN NOT (NEW."paidFen" BETWEEN 0 AND NEW."issuedFen" AND NEW."issuedFen" <= NEW."committedFen")
  BEGIN SELECT RAISE(ABORT, 'Guideline_paid_within_issued'); END;

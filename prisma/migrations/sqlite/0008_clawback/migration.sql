-- Money that came back is recorded once and never changed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "Repayment_append_only_update"
  BEFORE UPDATE ON "Repayment"
  BEGIN SELECT RAISE(ABORT, 'Repayment is append-only'); END;

CREATE TRIGGER "Repayment_append_only_delete"
  BEFORE DELETE ON "Repayment"
  BEGIN SELECT RAISE(ABORT, 'Repayment is append-only'); END;

CREATE TRIGGER "Repayment_append_only_replace"
  BEFORE INSERT ON "Repayment"
  WHEN EXISTS (SELECT 1 FROM "Repayment" WHERE rowid = NEW.rowid OR "id" = NEW."id" OR "reversesId" = NEW."reversesId" OR ("clawbackId" = NEW."clawbackId" AND "number" = NEW."number") OR ("payerCode" = NEW."payerCode" AND "voucherNo" = NEW."voucherNo" AND "voucherEntry" = NEW."voucherEntry"))
  BEGIN SELECT RAISE(ABORT, 'Repayment is append-only'); END;

-- The last line of defence behind the conditional update: repaid within what is to be paid back.

CREATE TRIGGER "Clawback_repaid_within_amount_insert"
  BEFORE INSERT ON "Clawback"
  WHEN NOT (NEW."repaidFen" BETWEEN 0 AND NEW."amountFen")
  BEGIN SELECT RAISE(ABORT, 'Clawback_repaid_within_amount'); END;

CREATE TRIGGER "Clawback_repaid_within_amount_update"
  BEFORE UPDATE ON "Clawback"
  WHEN NOT (NEW."repaidFen" BETWEEN 0 AND NEW."amountFen")
  BEGIN SELECT RAISE(ABORT, 'Clawback_repaid_within_amount'); END;

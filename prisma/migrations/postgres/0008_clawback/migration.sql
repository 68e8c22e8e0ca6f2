-- Money that came back is recorded once and never changed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "Repayment_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."Repayment"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "Repayment" ENABLE ALWAYS TRIGGER "Repayment_append_only_rows";

CREATE TRIGGER "Repayment_append_only_truncate"
  BEFORE TRUNCATE ON public."Repayment"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "Repayment" ENABLE ALWAYS TRIGGER "Repayment_append_only_truncate";

-- The last line of defence behind the conditional update: repaid within what is to be paid back.

ALTER TABLE "Clawback"
  ADD CONSTRAINT "Clawback_repaid_within_amount" CHECK ("repaidFen" BETWEEN 0 AND "amountFen");

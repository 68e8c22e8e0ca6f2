-- A payment order is never changed or removed: a payment that came back is paid by a new one.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "PaymentVoucher_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."PaymentVoucher"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "PaymentVoucher" ENABLE ALWAYS TRIGGER "PaymentVoucher_append_only_rows";

CREATE TRIGGER "PaymentVoucher_append_only_truncate"
  BEFORE TRUNCATE ON public."PaymentVoucher"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "PaymentVoucher" ENABLE ALWAYS TRIGGER "PaymentVoucher_append_only_truncate";

-- The last line of defence behind the conditional updates: paid within issued, issued within approved.

ALTER TABLE "Project"
  ADD CONSTRAINT "Project_paid_within_issued" CHECK ("paidFen" BETWEEN 0 AND "issuedFen" AND "issuedFen" <= "amountFen");

ALTER TABLE "Guideline"
  ADD CONSTRAINT "Guideline_paid_within_issued" CHECK ("paidFen" BETWEEN 0 AND "issuedFen" AND "issuedFen" <= "committedFen");

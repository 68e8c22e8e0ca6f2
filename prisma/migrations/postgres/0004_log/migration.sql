-- The places, tiles and signed roots of the log are never changed or removed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

-- Order of transactions is not order of commits. The sequencer reads what began since the oldest transaction that was
-- open when it last looked, so that no entry that is committed late is passed over.
ALTER TABLE "AuditEntry" ADD COLUMN "transaction" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
CREATE INDEX "AuditEntry_transaction_idx" ON "AuditEntry"("transaction");

CREATE TRIGGER "LogSequence_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."LogSequence"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogSequence" ENABLE ALWAYS TRIGGER "LogSequence_append_only_rows";

CREATE TRIGGER "LogSequence_append_only_truncate"
  BEFORE TRUNCATE ON public."LogSequence"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogSequence" ENABLE ALWAYS TRIGGER "LogSequence_append_only_truncate";

CREATE TRIGGER "LogTile_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."LogTile"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogTile" ENABLE ALWAYS TRIGGER "LogTile_append_only_rows";

CREATE TRIGGER "LogTile_append_only_truncate"
  BEFORE TRUNCATE ON public."LogTile"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogTile" ENABLE ALWAYS TRIGGER "LogTile_append_only_truncate";

CREATE TRIGGER "LogCheckpoint_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."LogCheckpoint"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogCheckpoint" ENABLE ALWAYS TRIGGER "LogCheckpoint_append_only_rows";

CREATE TRIGGER "LogCheckpoint_append_only_truncate"
  BEFORE TRUNCATE ON public."LogCheckpoint"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogCheckpoint" ENABLE ALWAYS TRIGGER "LogCheckpoint_append_only_truncate";

CREATE TRIGGER "LogKey_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."LogKey"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogKey" ENABLE ALWAYS TRIGGER "LogKey_append_only_rows";

CREATE TRIGGER "LogKey_append_only_truncate"
  BEFORE TRUNCATE ON public."LogKey"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogKey" ENABLE ALWAYS TRIGGER "LogKey_append_only_truncate";

CREATE TRIGGER "LogEpoch_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."LogEpoch"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogEpoch" ENABLE ALWAYS TRIGGER "LogEpoch_append_only_rows";

CREATE TRIGGER "LogEpoch_append_only_truncate"
  BEFORE TRUNCATE ON public."LogEpoch"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogEpoch" ENABLE ALWAYS TRIGGER "LogEpoch_append_only_truncate";

CREATE TRIGGER "LogDay_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."LogDay"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogDay" ENABLE ALWAYS TRIGGER "LogDay_append_only_rows";

CREATE TRIGGER "LogDay_append_only_truncate"
  BEFORE TRUNCATE ON public."LogDay"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "LogDay" ENABLE ALWAYS TRIGGER "LogDay_append_only_truncate";

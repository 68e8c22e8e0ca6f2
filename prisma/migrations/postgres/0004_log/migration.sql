-- The places, tiles and signed roots of the log are never changed or removed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

-- Order of transactions is not order of commits. The sequencer reads what began since the oldest transaction that was
-- open when it last looked, so that no entry that is committed late is passed over.
ALTER TABLE "AuditEntry" ADD COLUMN "transaction" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
CREATE INDEX "AuditEntry_transaction_idx" ON "AuditEntry"("transaction");

-- Locks a dossier until the transaction ends and gives its newest entry, in one round trip: each statement of a volatile
-- function sees what was committed before it, so also what the lock was waited for.
CREATE FUNCTION last_entry(of_dossier TEXT) RETURNS TABLE (n INTEGER, leaf TEXT) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(of_dossier, 0));
  RETURN QUERY SELECT e.n, e.leaf FROM "AuditEntry" e WHERE e.dossier = of_dossier ORDER BY e.n DESC LIMIT 1;
END
$$;

-- Adds an entry as its dossier's next: app/db/audit.server.ts gives its text around the number and the previous leaf.
CREATE FUNCTION append_entry(
  of_id TEXT, made_at TIMESTAMP(3), of_dossier TEXT, of_act TEXT, of_result TEXT, of_actor TEXT, of_unit TEXT,
  before_number TEXT, before_leaf TEXT, text_end TEXT, personal TEXT
) RETURNS VOID LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  newest RECORD;
  next_n INTEGER;
  content BYTEA;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(of_dossier, 0));
  SELECT e.n, e.leaf INTO newest FROM "AuditEntry" e WHERE e.dossier = of_dossier ORDER BY e.n DESC LIMIT 1;
  next_n := coalesce(newest.n, 0) + 1;
  content := convert_to(
    before_number || next_n || before_leaf || coalesce('"' || newest.leaf || '"', 'null') || text_end, 'UTF8');
  INSERT INTO "AuditEntry" (id, "at", dossier, n, act, result, "actorId", "unitCode", bytes, leaf)
    VALUES (of_id, made_at, of_dossier, next_n, of_act, of_result, of_actor, of_unit, content,
      encode(sha256('\x00'::bytea || content), 'hex'));
  IF personal <> '[]' THEN
    INSERT INTO "AuditPersonal" ("entryId", field, key, value)
      SELECT of_id, p.field, p.key, p.value
      FROM json_to_recordset(personal::json) AS p(field TEXT, key TEXT, value TEXT);
  END IF;
END
$$;

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

-- A personal value of the log can be erased, with its key, and never changed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "AuditPersonal_append_only_rows"
  BEFORE UPDATE ON public."AuditPersonal"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "AuditPersonal" ENABLE ALWAYS TRIGGER "AuditPersonal_append_only_rows";

CREATE TRIGGER "AuditPersonal_append_only_truncate"
  BEFORE TRUNCATE ON public."AuditPersonal"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "AuditPersonal" ENABLE ALWAYS TRIGGER "AuditPersonal_append_only_truncate";

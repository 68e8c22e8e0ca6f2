-- Audit entries, submitted snapshots and published guideline versions are never changed or removed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "AuditEntry_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."AuditEntry"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "AuditEntry" ENABLE ALWAYS TRIGGER "AuditEntry_append_only_rows";

CREATE TRIGGER "AuditEntry_append_only_truncate"
  BEFORE TRUNCATE ON public."AuditEntry"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "AuditEntry" ENABLE ALWAYS TRIGGER "AuditEntry_append_only_truncate";

CREATE TRIGGER "ApplicationSnapshot_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."ApplicationSnapshot"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "ApplicationSnapshot" ENABLE ALWAYS TRIGGER "ApplicationSnapshot_append_only_rows";

CREATE TRIGGER "ApplicationSnapshot_append_only_truncate"
  BEFORE TRUNCATE ON public."ApplicationSnapshot"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "ApplicationSnapshot" ENABLE ALWAYS TRIGGER "ApplicationSnapshot_append_only_truncate";

CREATE TRIGGER "GuidelineVersion_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."GuidelineVersion"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "GuidelineVersion" ENABLE ALWAYS TRIGGER "GuidelineVersion_append_only_rows";

CREATE TRIGGER "GuidelineVersion_append_only_truncate"
  BEFORE TRUNCATE ON public."GuidelineVersion"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "GuidelineVersion" ENABLE ALWAYS TRIGGER "GuidelineVersion_append_only_truncate";

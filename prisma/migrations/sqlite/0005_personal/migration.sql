-- A personal value of the log can be erased, with its key, and never changed or put back over another.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "AuditPersonal_append_only_update"
  BEFORE UPDATE ON "AuditPersonal"
  BEGIN SELECT RAISE(ABORT, 'AuditPersonal is append-only'); END;

CREATE TRIGGER "AuditPersonal_append_only_replace"
  BEFORE INSERT ON "AuditPersonal"
  WHEN EXISTS (SELECT 1 FROM "AuditPersonal" WHERE rowid = NEW.rowid OR ("entryId" = NEW."entryId" AND "field" = NEW."field"))
  BEGIN SELECT RAISE(ABORT, 'AuditPersonal is append-only'); END;

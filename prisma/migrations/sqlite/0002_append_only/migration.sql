-- Audit entries, submitted snapshots and published guideline versions are never changed or removed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "AuditEntry_append_only_update"
  BEFORE UPDATE ON "AuditEntry"
  BEGIN SELECT RAISE(ABORT, 'AuditEntry is append-only'); END;

CREATE TRIGGER "AuditEntry_append_only_delete"
  BEFORE DELETE ON "AuditEntry"
  BEGIN SELECT RAISE(ABORT, 'AuditEntry is append-only'); END;

CREATE TRIGGER "AuditEntry_append_only_replace"
  BEFORE INSERT ON "AuditEntry"
  WHEN EXISTS (SELECT 1 FROM "AuditEntry" WHERE rowid = NEW.rowid OR "id" = NEW."id" OR ("dossier" = NEW."dossier" AND "n" = NEW."n"))
  BEGIN SELECT RAISE(ABORT, 'AuditEntry is append-only'); END;

CREATE TRIGGER "ApplicationSnapshot_append_only_update"
  BEFORE UPDATE ON "ApplicationSnapshot"
  BEGIN SELECT RAISE(ABORT, 'ApplicationSnapshot is append-only'); END;

CREATE TRIGGER "ApplicationSnapshot_append_only_delete"
  BEFORE DELETE ON "ApplicationSnapshot"
  BEGIN SELECT RAISE(ABORT, 'ApplicationSnapshot is append-only'); END;

CREATE TRIGGER "ApplicationSnapshot_append_only_replace"
  BEFORE INSERT ON "ApplicationSnapshot"
  WHEN EXISTS (SELECT 1 FROM "ApplicationSnapshot" WHERE rowid = NEW.rowid OR "id" = NEW."id" OR ("applicationId" = NEW."applicationId" AND "number" = NEW."number"))
  BEGIN SELECT RAISE(ABORT, 'ApplicationSnapshot is append-only'); END;

CREATE TRIGGER "GuidelineVersion_append_only_update"
  BEFORE UPDATE ON "GuidelineVersion"
  BEGIN SELECT RAISE(ABORT, 'GuidelineVersion is append-only'); END;

CREATE TRIGGER "GuidelineVersion_append_only_delete"
  BEFORE DELETE ON "GuidelineVersion"
  BEGIN SELECT RAISE(ABORT, 'GuidelineVersion is append-only'); END;

CREATE TRIGGER "GuidelineVersion_append_only_replace"
  BEFORE INSERT ON "GuidelineVersion"
  WHEN EXISTS (SELECT 1 FROM "GuidelineVersion" WHERE rowid = NEW.rowid OR "id" = NEW."id" OR ("guidelineId" = NEW."guidelineId" AND "number" = NEW."number"))
  BEGIN SELECT RAISE(ABORT, 'GuidelineVersion is append-only'); END;

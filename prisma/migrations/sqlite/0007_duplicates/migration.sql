-- What a person decided on two applications that are alike is never changed; a later decision stands beside it.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "DuplicateDecision_append_only_update"
  BEFORE UPDATE ON "DuplicateDecision"
  BEGIN SELECT RAISE(ABORT, 'DuplicateDecision is append-only'); END;

CREATE TRIGGER "DuplicateDecision_append_only_delete"
  BEFORE DELETE ON "DuplicateDecision"
  BEGIN SELECT RAISE(ABORT, 'DuplicateDecision is append-only'); END;

CREATE TRIGGER "DuplicateDecision_append_only_replace"
  BEFORE INSERT ON "DuplicateDecision"
  WHEN EXISTS (SELECT 1 FROM "DuplicateDecision" WHERE rowid = NEW.rowid OR "id" = NEW."id")
  BEGIN SELECT RAISE(ABORT, 'DuplicateDecision is append-only'); END;

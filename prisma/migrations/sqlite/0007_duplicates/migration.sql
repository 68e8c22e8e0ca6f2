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

-- A decision is on one pair: with another application or with a listed project, never both and never neither.
-- Rows are never updated, so the insert is all there is to hold.

CREATE TRIGGER "DuplicateDecision_one_other_insert"
  BEFORE INSERT ON "DuplicateDecision"
  WHEN (NEW."otherId" IS NULL) = (NEW."listedId" IS NULL)
  BEGIN SELECT RAISE(ABORT, 'DuplicateDecision_one_other'); END;

-- The places, tiles and signed roots of the log are never changed or removed.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "LogSequence_append_only_update"
  BEFORE UPDATE ON "LogSequence"
  BEGIN SELECT RAISE(ABORT, 'LogSequence is append-only'); END;

CREATE TRIGGER "LogSequence_append_only_delete"
  BEFORE DELETE ON "LogSequence"
  BEGIN SELECT RAISE(ABORT, 'LogSequence is append-only'); END;

CREATE TRIGGER "LogSequence_append_only_replace"
  BEFORE INSERT ON "LogSequence"
  WHEN EXISTS (SELECT 1 FROM "LogSequence" WHERE rowid = NEW.rowid OR "number" = NEW."number" OR "entryId" = NEW."entryId")
  BEGIN SELECT RAISE(ABORT, 'LogSequence is append-only'); END;

CREATE TRIGGER "LogTile_append_only_update"
  BEFORE UPDATE ON "LogTile"
  BEGIN SELECT RAISE(ABORT, 'LogTile is append-only'); END;

CREATE TRIGGER "LogTile_append_only_delete"
  BEFORE DELETE ON "LogTile"
  BEGIN SELECT RAISE(ABORT, 'LogTile is append-only'); END;

CREATE TRIGGER "LogTile_append_only_replace"
  BEFORE INSERT ON "LogTile"
  WHEN EXISTS (SELECT 1 FROM "LogTile" WHERE rowid = NEW.rowid OR ("level" = NEW."level" AND "number" = NEW."number"))
  BEGIN SELECT RAISE(ABORT, 'LogTile is append-only'); END;

CREATE TRIGGER "LogCheckpoint_append_only_update"
  BEFORE UPDATE ON "LogCheckpoint"
  BEGIN SELECT RAISE(ABORT, 'LogCheckpoint is append-only'); END;

CREATE TRIGGER "LogCheckpoint_append_only_delete"
  BEFORE DELETE ON "LogCheckpoint"
  BEGIN SELECT RAISE(ABORT, 'LogCheckpoint is append-only'); END;

CREATE TRIGGER "LogCheckpoint_append_only_replace"
  BEFORE INSERT ON "LogCheckpoint"
  WHEN EXISTS (SELECT 1 FROM "LogCheckpoint" WHERE rowid = NEW.rowid OR "size" = NEW."size")
  BEGIN SELECT RAISE(ABORT, 'LogCheckpoint is append-only'); END;

CREATE TRIGGER "LogKey_append_only_update"
  BEFORE UPDATE ON "LogKey"
  BEGIN SELECT RAISE(ABORT, 'LogKey is append-only'); END;

CREATE TRIGGER "LogKey_append_only_delete"
  BEFORE DELETE ON "LogKey"
  BEGIN SELECT RAISE(ABORT, 'LogKey is append-only'); END;

CREATE TRIGGER "LogKey_append_only_replace"
  BEFORE INSERT ON "LogKey"
  WHEN EXISTS (SELECT 1 FROM "LogKey" WHERE rowid = NEW.rowid OR "number" = NEW."number")
  BEGIN SELECT RAISE(ABORT, 'LogKey is append-only'); END;

CREATE TRIGGER "LogEpoch_append_only_update"
  BEFORE UPDATE ON "LogEpoch"
  BEGIN SELECT RAISE(ABORT, 'LogEpoch is append-only'); END;

CREATE TRIGGER "LogEpoch_append_only_delete"
  BEFORE DELETE ON "LogEpoch"
  BEGIN SELECT RAISE(ABORT, 'LogEpoch is append-only'); END;

CREATE TRIGGER "LogEpoch_append_only_replace"
  BEFORE INSERT ON "LogEpoch"
  WHEN EXISTS (SELECT 1 FROM "LogEpoch" WHERE rowid = NEW.rowid OR "epoch" = NEW."epoch")
  BEGIN SELECT RAISE(ABORT, 'LogEpoch is append-only'); END;

CREATE TRIGGER "LogDay_append_only_update"
  BEFORE UPDATE ON "LogDay"
  BEGIN SELECT RAISE(ABORT, 'LogDay is append-only'); END;

CREATE TRIGGER "LogDay_append_only_delete"
  BEFORE DELETE ON "LogDay"
  BEGIN SELECT RAISE(ABORT, 'LogDay is append-only'); END;

CREATE TRIGGER "LogDay_append_only_replace"
  BEFORE INSERT ON "LogDay"
  WHEN EXISTS (SELECT 1 FROM "LogDay" WHERE rowid = NEW.rowid OR "day" = NEW."day")
  BEGIN SELECT RAISE(ABORT, 'LogDay is append-only'); END;

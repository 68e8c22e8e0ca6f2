-- The last line of defence behind the conditional updates: no place and no fen beyond the limit.
-- SQLite cannot add a CHECK to a table that exists, hence triggers.

CREATE TRIGGER "Quota_used_within_limit_insert"
  BEFORE INSERT ON "Quota"
  WHEN NOT (NEW."used" BETWEEN 0 AND NEW."limit")
  BEGIN SELECT RAISE(ABORT, 'Quota_used_within_limit'); END;

CREATE TRIGGER "Quota_used_within_limit_update"
  BEFORE UPDATE ON "Quota"
  WHEN NOT (NEW."used" BETWEEN 0 AND NEW."limit")
  BEGIN SELECT RAISE(ABORT, 'Quota_used_within_limit'); END;

CREATE TRIGGER "Guideline_committed_within_budget_insert"
  BEFORE INSERT ON "Guideline"
  WHEN NOT (NEW."committedFen" BETWEEN 0 AND NEW."budgetFen")
  BEGIN SELECT RAISE(ABORT, 'Guideline_committed_within_budget'); END;

CREATE TRIGGER "Guideline_committed_within_budget_update"
  BEFORE UPDATE ON "Guideline"
  WHEN NOT (NEW."committedFen" BETWEEN 0 AND NEW."budgetFen")
  BEGIN SELECT RAISE(ABORT, 'Guideline_committed_within_budget'); END;

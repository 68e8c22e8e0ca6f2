-- The last line of defence behind the conditional updates: no place and no fen beyond the limit.

ALTER TABLE "Quota"
  ADD CONSTRAINT "Quota_used_within_limit" CHECK ("used" BETWEEN 0 AND "limit");

ALTER TABLE "Guideline"
  ADD CONSTRAINT "Guideline_committed_within_budget" CHECK ("committedFen" BETWEEN 0 AND "budgetFen");

-- What a person decided on two applications that are alike is never changed; a later decision stands beside it.
-- app/db/append-only.server.ts compares these texts with the database at every start.

CREATE TRIGGER "DuplicateDecision_append_only_rows"
  BEFORE DELETE OR UPDATE ON public."DuplicateDecision"
  FOR EACH ROW
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "DuplicateDecision" ENABLE ALWAYS TRIGGER "DuplicateDecision_append_only_rows";

CREATE TRIGGER "DuplicateDecision_append_only_truncate"
  BEFORE TRUNCATE ON public."DuplicateDecision"
  FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
ALTER TABLE "DuplicateDecision" ENABLE ALWAYS TRIGGER "DuplicateDecision_append_only_truncate";

-- A decision is on one pair: with another application or with a listed project, never both and never neither.

ALTER TABLE "DuplicateDecision"
  ADD CONSTRAINT "DuplicateDecision_one_other" CHECK (num_nonnulls("otherId", "listedId") = 1);

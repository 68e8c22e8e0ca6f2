import { hash } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { seedCast } from '#fixtures/world.ts'
import { recordAccounts } from '#prisma/demo/accounts.ts'
import { seedPopulation } from '#prisma/demo/population.ts'
import { playSeason } from '#prisma/demo/season.ts'
import { fileOf } from './address.ts'
import { openDb } from './client.server.ts'
import { invariants } from './invariants.server.ts'
import { testDb } from './testing.ts'

let folder = ''
beforeAll(async () => {
  folder = await testFolder('broken')
  env.dataDir = folder
  await using db = await testDb()
  await seedCast(db)
  await seedPopulation(db)
  await recordAccounts(db)
  await playSeason(db, new Date('2026-06-10T02:00:00Z'))
  await db.client.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)')
  await copyFile(fileOf(db.url), join(folder, 'season.db'))
}, 180_000)

const approved = `SELECT "applicationId" FROM "Project" ORDER BY id LIMIT 1`
const locked = `SELECT id FROM "ScoreSheet" WHERE status = 'locked' ORDER BY id LIMIT 1`
const panel = `SELECT id FROM "Panel" WHERE status = 'closed' ORDER BY id LIMIT 1`

const hashOf = (text: string) => hash('sha256', text)

/** The replay finds both, and a status is what most ask for. */
const [facts, replayed] = ['facts_are_recorded', 'status_has_its_event']

/** What somebody with the database could do behind our back, and how it is named. */
const deeds: [deed: string, invariant: string, subject: RegExp, found?: RegExp][] = [
  [
    `UPDATE "Application" SET status = 'approved' WHERE status = 'rejected'`,
    'status_has_its_event',
    /^Application \S+ status$/,
    /approved/,
  ],
  [
    `UPDATE "Application" SET version = version + 1 WHERE id = (${approved})`,
    'status_has_its_event',
    /^Application \S+ version$/,
  ],
  [
    `UPDATE "Application" SET "approvedFen" = "approvedFen" + 1 WHERE id = (${approved})`,
    'facts_are_recorded',
    /^Application \S+ approvedFen$/,
  ],
  [
    `UPDATE "Application" SET "scoreCenti" = 9999 WHERE id = (${approved})`,
    'facts_are_recorded',
    /^Application \S+ scoreCenti$/,
    /9999/,
  ],
  [
    `UPDATE "Application" SET "receiptNo" = 'ZGSZ-1' WHERE id = (${approved})`,
    'facts_are_recorded',
    /^Application \S+ receiptNo$/,
  ],
  [
    `UPDATE "ScoreSheet" SET "totalCenti" = "totalCenti" + 100 WHERE id = (${locked})`,
    'facts_are_recorded',
    /^ScoreSheet \S+ content$/,
  ],
  [
    `UPDATE "ScoreSheet" SET comment = comment || '.' WHERE id = (${locked})`,
    'facts_are_recorded',
    /^ScoreSheet \S+ content$/,
  ],
  [
    `UPDATE "ScoreSheet" SET "expertId" = (SELECT id FROM "Expert" WHERE id NOT IN (SELECT "expertId" FROM "ScoreSheet") LIMIT 1) WHERE id = (${locked})`,
    'facts_are_recorded',
    /^ScoreSheet \S+ expertId$/,
  ],
  [
    `UPDATE "Project" SET "amountFen" = "amountFen" * 2 WHERE "applicationId" = (${approved})`,
    'facts_are_recorded',
    /^Project \S+ amountFen$/,
  ],
  [
    `UPDATE "Evaluation" SET grade = 'poor' WHERE grade IS NOT NULL`,
    'facts_are_recorded',
    /^Evaluation \S+ grade$/,
    /poor/,
  ],
  [
    `UPDATE "AllocationPlan" SET "endsOn" = '2020-01-01' WHERE status = 'approved'`,
    'facts_are_recorded',
    /^AllocationPlan \S+ endsOn$/,
  ],
  [`UPDATE "Objection" SET number = 'YY0' || id`, 'facts_are_recorded', /^Objection \S+ number$/],
  [`UPDATE "Contract" SET edition = 7`, 'facts_are_recorded', /^Contract \S+ edition$/],
  [`DELETE FROM "Notice"; DELETE FROM "Objection"`, 'status_has_its_event', /^objection:\S+$/, /none/],
  [`DELETE FROM "AuditEntry" WHERE act = 'objection.accept'`, 'dossiers_have_no_gaps', /^application:/],
  [
    `DELETE FROM "AuditEntry" WHERE dossier = (SELECT dossier FROM "AuditEntry" WHERE act = 'panel.sign' LIMIT 1)`,
    'status_has_its_event',
    /^(Panel|ScoreSheet|PanelSeat) /,
    /none/,
  ],
  [
    `UPDATE "ApplicationSnapshot" SET content = CAST('{}' AS BLOB)`,
    'content_has_its_hash',
    /^ApplicationSnapshot \S+ content$/,
  ],
  [
    `UPDATE "Panel" SET ranking = replace(ranking, '"rank":1,', '"rank":2,') WHERE id = (${panel})`,
    'content_has_its_hash',
    /^Panel \S+ ranking$/,
  ],
  [`UPDATE "Draw" SET pool = '[]'`, 'content_has_its_hash', /^Draw \S+ pool$/],
  [
    `UPDATE "ApplicationSnapshot" SET content = CAST('{}' AS BLOB), sha256 = '${hashOf('{}')}'`,
    'facts_are_recorded',
    /^ApplicationSnapshot \S+ sha256$/,
  ],
  [
    `UPDATE "GuidelineVersion" SET configuration = '{}', sha256 = '${hashOf('{}')}'`,
    'facts_are_recorded',
    /^GuidelineVersion \S+ sha256$/,
  ],
  [
    `UPDATE "Draw" SET pool = '[]', "poolSha256" = '${hashOf('[]')}'`,
    'facts_are_recorded',
    /^Draw \S+ poolSha256$/,
  ],
  [
    `UPDATE "Draw" SET result = json_set(result, '$.members[0]', 'expert-other')`,
    'facts_are_recorded',
    /^Draw \S+ members$/,
  ],
  [`UPDATE "Draw" SET salt = '000000'`, 'facts_are_recorded', /^Draw \S+ salt$/],
  [`DELETE FROM "ApplicationSnapshot"`, 'status_has_its_event', /^snapshot:\S+\/1$/, /none/],
  [
    `UPDATE "EvaluationOpinion" SET text = text || '。'`,
    'facts_are_recorded',
    /^EvaluationOpinion \S+ sha256$/,
  ],
  [
    `UPDATE "EvaluationOpinion" SET "scoreCenti" = "scoreCenti" + 1`,
    'facts_are_recorded',
    /^EvaluationOpinion \S+ scoreCenti$/,
  ],
  [
    `UPDATE "Acceptance" SET opinion = opinion || '。' WHERE outcome IS NOT NULL`,
    'facts_are_recorded',
    /^Acceptance \S+ sha256$/,
  ],
  [`UPDATE "Alert" SET asked = asked || '。'`, 'facts_are_recorded', /^Alert \S+ asked$/],
  [
    `UPDATE "User" SET roles = roles || ',auditor' WHERE "loginName" = 'kunshan_handler'`,
    'facts_are_recorded',
    /^User user-kunshan_handler roles$/,
    /auditor/,
  ],
  [
    `UPDATE "User" SET "orgId" = (SELECT id FROM "OrgUnit" WHERE level = 'province') WHERE "loginName" = 'kunshan_handler'`,
    'facts_are_recorded',
    /^User user-kunshan_handler orgId$/,
  ],
  [
    `INSERT INTO "User" (id, "loginName", name, "passwordHash", roles, "createdAt") VALUES ('own', 'own', '', '', 'leader', 0)`,
    'status_has_its_event',
    /^User own$/,
    /none/,
  ],
  [
    `INSERT INTO "CalendarDay" (day, working) VALUES ('2026-06-11', 0)`,
    'status_has_its_event',
    /^CalendarDay 2026-06-11$/,
    /none/,
  ],
  [`UPDATE "FundCategory" SET "budgetFen" = 1`, 'money_within_budget', /^FundCategory /],
  [`UPDATE "Fund" SET "budgetFen" = 1`, 'money_within_budget', /^Fund /],
  [`UPDATE "Guideline" SET "committedFen" = 0`, 'money_within_budget', /^Guideline \S+ committedFen$/],
  [`UPDATE "AllocationItem" SET "amountFen" = "amountFen" * 1000`, 'money_within_budget', /^AllocationPlan /],
  [`UPDATE "Clawback" SET "repaidFen" = "repaidFen" + 1`, 'clawbacks_add_up', /^Clawback \S+ repaidFen$/],
  [`UPDATE "Clawback" SET "amountFen" = "amountFen" + 1`, 'clawbacks_add_up', /amountFen <= paidFen$/],
  [`UPDATE "Clawback" SET status = 'settled'`, 'clawbacks_add_up', /^Clawback \S+ settled$/],
  [`DELETE FROM "Repayment"; DELETE FROM "Clawback"`, 'clawbacks_add_up', /^Project \S+ clawback$/, /none/],
  [`UPDATE "Clawback" SET "decidedById" = "draftedById"`, 'nobody_alone', /^Clawback /],
  [`UPDATE "CreditRecord" SET basis = ''`, 'credits_are_founded', /^CreditRecord \S+ basis$/],
  [`UPDATE "CreditRecord" SET "decidedById" = NULL`, 'credits_are_founded', /^CreditRecord \S+ people$/],
  [`UPDATE "CreditRecord" SET "endsOn" = '2020-01-01'`, 'credits_are_founded', /^CreditRecord \S+ term$/],
  [`UPDATE "CreditRecord" SET level = 'grave'`, 'facts_are_recorded', /^CreditRecord \S+ level$/, /grave/],
  [`UPDATE "CreditRecord" SET "decidedById" = "draftedById"`, 'nobody_alone', /^CreditRecord /],
  [`UPDATE "Project" SET status = 'revoked'`, 'credits_are_founded', /^Project \S+ credit record$/, /none/],
  [`UPDATE "Clawback" SET status = 'overdue'`, 'credits_are_founded', /^Clawback \S+ credit record$/, /none/],
  [
    `UPDATE "Application" SET "cityCode" = '320500' WHERE status = 'approved'`,
    'totals_within_caps',
    /^Guideline \S+ region 320500$/,
  ],
  [
    `UPDATE "Application" SET "enterpriseId" = 'enterprise-kunshan' WHERE status = 'approved'`,
    'totals_within_caps',
    /^Guideline \S+ enterprise enterprise-kunshan$/,
  ],
  [`DELETE FROM "FinanceOpinion" WHERE "planId" IS NULL`, 'finance_agreed', /^GuidelineVersion /],
  [
    `UPDATE "FinanceOpinion" SET conclusion = 'reject' WHERE "planId" IS NOT NULL`,
    'finance_agreed',
    /^AllocationPlan /,
  ],
  [
    `UPDATE "Application" SET "requestedFen" = 1 WHERE id = (${approved})`,
    'grants_are_one_amount',
    /^Application \S+ approvedFen$/,
  ],
  [
    `UPDATE "Application" SET status = 'approved', "approvedFen" = 1 WHERE status = 'rejected'`,
    'grants_are_one_amount',
    /^Application \S+ project$/,
    /^none$/,
  ],
  [
    `UPDATE "Project" SET "issuedFen" = "amountFen" + 1, "paidFen" = "amountFen" + 1 WHERE "paidFen" > 0`,
    'money_flows_down',
    /^Project \S+ issuedFen <= amountFen$/,
  ],
  [
    `UPDATE "Project" SET "paidFen" = "issuedFen" + 1`,
    'money_flows_down',
    /^Project \S+ paidFen <= issuedFen$/,
  ],
  [`UPDATE "Project" SET "paidFen" = 0`, 'money_flows_down', /^Project \S+ paidFen$/, /^0$/],
  [`UPDATE "Payment" SET "amountFen" = "amountFen" + 1`, 'money_flows_down', /^Project \S+ issuedFen$/],
  [`UPDATE "Payment" SET "amountFen" = "amountFen" + 1`, 'facts_are_recorded', /^Payment \S+ amountFen$/],
  [
    `UPDATE "Guideline" SET "issuedFen" = "budgetFen" + 1`,
    'money_flows_down',
    /^Guideline \S+ issuedFen <= committedFen$/,
  ],
  [
    `UPDATE "Guideline" SET "paidFen" = "paidFen" - 1 WHERE "paidFen" > 0`,
    'money_flows_down',
    /^Guideline \S+ paidFen$/,
  ],
  [`UPDATE "FundIssue" SET "totalFen" = "totalFen" - 1`, 'money_flows_down', /^FundIssue \S+ totalFen$/],
  [`DELETE FROM "PaymentVoucher"`, 'money_flows_down', /^Payment \S+ voucher$/, /none/],
  [
    `UPDATE "PaymentVoucher" SET "voucherNo" = "voucherNo" || 'X'`,
    'facts_are_recorded',
    /^Payment \S+ voucherNo$/,
  ],
  [
    `UPDATE "Payment" SET "receivedOn" = '2099-01-01' WHERE "receivedOn" IS NOT NULL`,
    'nothing_out_of_time',
    /^Payment \S+ paidOn$/,
  ],
  [`UPDATE "FundIssue" SET "approvedById" = "draftedById"`, 'nobody_alone', /^FundIssue /],
  [
    `UPDATE "Panel" SET "scoringEnd" = '2020-01-01T00:00:00.000+00:00' WHERE id = (${panel})`,
    'nothing_out_of_time',
    /^ScoreSheet \S+ submittedAt$/,
  ],
  [
    `UPDATE "AllocationItem" SET "publicityEnd" = '2099-01-01T00:00:00.000+00:00' WHERE "applicationId" = (${approved})`,
    'nothing_out_of_time',
    /^Project \S+ publicity$/,
  ],
  [
    `UPDATE "AuditEntry" SET n = 100000 + n WHERE act = 'sheet.submit'`,
    'nothing_out_of_time',
    /^panel:\S+ \d+$/,
  ],
  [
    `UPDATE "AllocationPlan" SET "decidedById" = "createdById" WHERE status = 'approved'`,
    'nobody_alone',
    /^AllocationPlan /,
  ],
  [`UPDATE "Draw" SET "witnessedById" = "drawnById"`, 'nobody_alone', /^Draw /],
  [`UPDATE "ScoreSheet" SET conflict = 'kin' WHERE id = (${locked})`, 'nobody_alone', /^ScoreSheet /],
  [
    `UPDATE "Application" SET "receiptNo" = NULL WHERE id = (${approved})`,
    'numbers_have_no_gaps',
    /^Guideline \S+ receiptCount$/,
  ],
  [`UPDATE "FundCategory" SET "projectCount" = "projectCount" + 1`, 'numbers_have_no_gaps', /^FundCategory /],
  [`UPDATE "Draw" SET number = 3`, 'numbers_have_no_gaps', /^Panel \S+ draws$/],
  [`UPDATE "Quota" SET used = used + 1`, 'quota_used_is_counted', /^quota /],
  [`DELETE FROM "AuditPersonal"`, 'personal_opens_its_commitment', /^entry /],
  [`DELETE FROM "StoredFile" WHERE slot = 'stamped'`, 'files_are_as_logged', /^file \S+$/, /none/],
  [`DELETE FROM "FileKey"`, 'files_are_as_logged', /^file \S+ key$/, /none/],
  [
    `UPDATE "StoredFile" SET "cipherSha256" = "plainSha256" WHERE "uploadedById" IS NOT NULL`,
    'files_are_as_logged',
    /^file \S+ cipherSha256$/,
  ],
  [
    `UPDATE "StoredFile" SET size = size + 1 WHERE "uploadedById" IS NOT NULL`,
    'files_are_as_logged',
    /^file \S+ size$/,
  ],
]

test.each(deeds)('%s is named', async (deed, invariant, subject, found = /./) => {
  const file = join(folder, 'broken.db')
  await copyFile(join(folder, 'season.db'), file)
  const sqlite = new Database(file)
  sqlite.pragma('foreign_keys = OFF')
  for (const { name } of sqlite
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .all())
    sqlite.exec(`DROP TRIGGER "${name}"`)
  sqlite.exec(deed)
  sqlite.close()
  const db = await openDb(`file:${file}`)
  try {
    const breaches = (await invariants[invariant === facts ? replayed : invariant]?.(db)) ?? []
    const named = breaches.filter(
      (one) => one.invariant === invariant && subject.test(one.subject) && found.test(one.found),
    )
    expect(named, JSON.stringify(breaches.slice(0, 3))).not.toEqual([])
  } finally {
    await db.close()
  }
})

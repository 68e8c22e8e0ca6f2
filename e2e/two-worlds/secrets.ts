import { score } from '#app/i18n/format.ts'
import { seal, unseal } from '#app/platform/sealed.server.ts'
import type { Scenery } from './scenery.ts'
import { type Change, rare, replaceTexts } from './worlds.ts'

/** A field that some may not see: how the second world differs, who looks, and where they look first. */
export type Secret = {
  change: Change
  /** looked at by typing the address, linked or not */
  starts: string[]
  /** records whose every address is followed */
  about: string[]
  /** typed into every search box: what the field says in either world, and parts of it */
  terms: string[]
  /** where a reader may see the field after all, and by which clause of the regulations */
  allowed: { readers: string[]; path: RegExp; clause: string }[]
}

const everywhere = [
  '/',
  '/publicity',
  '/v/0',
  '/v/0/proof',
  '/work',
  '/notices',
  '/acts',
  '/help',
  '/search',
  '/applications',
  '/projects',
]
const lists = [
  '/experts',
  '/enterprises',
  '/scoring',
  '/scoring/mine',
  '/approval',
  '/approval/objections',
  '/audit',
]
const administration = ['/admin', '/admin/users', '/admin/mail', '/admin/jobs']
const starts = [...everywhere, ...lists, ...administration]
const accounts = {
  readers: ['sys_admin', 'sec_admin'],
  path: /^\/(admin\/users|admin\/?|admin\.data)/,
  clause: 'domain I: users and roles are the administrators\u2019 work; of an expert they see the account',
}

/** Name and employer of an expert: hidden from enterprises, counties, cities and other experts for ever (domain I). */
export function expertNames({ closed, running, documents }: Scenery): Secret {
  const experts = [closed.own.expert, running.own.expert]
  const texts = experts.flatMap(({ name, employer }, n): [string, string][] => [
    [name, `欧阳${rare(n, 1)}`],
    [employer, `第${rare(n, 1)}研究院`],
  ])
  return {
    change: (sqlite) => replaceTexts(sqlite, texts),
    starts: [
      ...starts,
      ...experts.map(({ id }) => `/experts/${id}`),
      ...[closed, running].flatMap(({ own }) => sheetPaths(own)),
      ...documents
        .filter(({ kind }) => kind !== 'proposed_list')
        .slice(0, 8)
        .flatMap(({ id }) => documentPaths(id)),
    ],
    about: [closed.own.applicationId, running.own.applicationId, closed.own.panelId, running.own.panelId],
    terms: texts.slice(0, 2).flat(),
    allowed: [
      accounts,
      {
        readers: ['audit_admin'],
        path: /^\/audit/,
        clause: 'domain I: audit log R; identity of experts "shown in audit"',
      },
    ],
  }
}

/** Scores of a panel that is still scoring: nobody but the expert, not even the organiser, before it closes (B.4, I). */
export function runningScores({ running, documents }: Scenery): Secret {
  return {
    change: (sqlite) => changeScores(sqlite, running.own),
    starts: [
      ...starts,
      ...sheetPaths(running.own),
      ...documentsOf(documents, running.own.panelId).flatMap(documentPaths),
    ],
    about: [running.own.applicationId, running.own.panelId],
    terms: ['changed opinion'],
    allowed: [],
  }
}

/** Scores of a closed panel: enterprises, lower levels, finance, other experts and administrators never (I, B.4). */
export function closedScores({ closed, documents }: Scenery): Secret {
  return {
    change: (sqlite) => changeScores(sqlite, closed.own),
    starts: [
      ...starts,
      ...sheetPaths(closed.own),
      ...[closed.own.id, closed.own.panelId, closed.own.panel.guidelineId]
        .flatMap((owner) => documentsOf(documents, owner))
        .flatMap(documentPaths),
    ],
    about: [closed.own.applicationId, closed.own.panelId],
    terms: [score(closed.own.totalCenti ?? 0)],
    allowed: [],
  }
}

/** Who objected, and how to reach them: supervision alone (A.8, I). */
export function objectors({ objection, documents }: Scenery): Secret {
  const place = `objection.contact:${objection.id}` as const
  const contacts = [unseal(objection.objectorContact, place), '13900005678'] as const
  const texts: [string, string][] = [
    [objection.objectorName, '宋文波'],
    [objection.objectorContact, seal(contacts[1], place)],
  ]
  return {
    change(sqlite) {
      // in the other world it was an office that objected
      sqlite
        .prepare(`UPDATE "Objection" SET "objectorUnit" = '320800', "filedById" = 'user-huaian' WHERE id = ?`)
        .run(objection.id)
      return replaceTexts(sqlite, texts)
    },
    starts: [
      ...starts,
      `/approval/objections/${objection.id}`,
      `/approval/applications/${objection.applicationId}`,
      `/applications/${objection.applicationId}`,
      ...documents.filter(({ kind }) => kind === 'proposed_list').flatMap(({ id }) => documentPaths(id)),
    ],
    about: [objection.applicationId, objection.id],
    terms: [...(texts[0] ?? []), ...contacts],
    allowed: [],
  }
}

/** Under double blind: the applicant's name, code, people, place and account, from the experts (B.4, invariant 12). */
export function applicants({ running, undeclared, snapshot, files, documents }: Scenery): Secret {
  const { application } = running.own
  const { enterprise } = application
  const { form } = JSON.parse(Buffer.from(snapshot.content).toString())
  const n = 250
  const texts: [string, string][] = [
    [enterprise.name, `${rare(n, 1)}${enterprise.name.slice(1)}`],
    [enterprise.uscc, [...enterprise.uscc].toReversed().join('')],
    [enterprise.legalRepresentative, `端木${rare(n, 1)}`],
    [enterprise.contactName, `百里${rare(n, 1)}`],
    [enterprise.contactPhone, '13777654321'],
    [enterprise.contactEmail, enterprise.contactEmail.replace(/^.../, 'xyz')],
    [enterprise.address, `第${rare(n, 1)}大道 1 号`],
    [String(form['enterprise.bank_account']), '1234567890123'],
  ]
  return {
    change: (sqlite) => {
      const found = replaceTexts(sqlite, texts)
      sqlite
        .prepare(`UPDATE "Application" SET "unitCode" = '320682', "cityCode" = '320600' WHERE id = ?`)
        .run(application.id)
      sqlite
        .prepare(
          `UPDATE "ApplicationSnapshot" SET content = CAST(replace(CAST(content AS TEXT), ?, '320682') AS BLOB)
          WHERE "applicationId" = ?`,
        )
        .run(application.unitCode, application.id)
      return found
    },
    starts: [
      ...starts,
      ...sheetPaths(running.own),
      ...sheetPaths(running.other),
      ...sheetPaths(undeclared),
      `/applications/${application.id}`,
      `/enterprises/${enterprise.id}`,
      ...files.flatMap(({ id }) => [`/files/${id}`, `/files/${id}?save`]),
      ...documentsOf(documents, running.own.panelId).flatMap(documentPaths),
    ],
    about: [application.id, running.own.id, running.other.id, undeclared.id],
    terms: texts.flat(),
    allowed: [],
  }
}

/** That the province proposes an application, and with how much: its applicant is told when the list is public (T15). */
export function proposals({ proposed }: Scenery): Secret {
  return {
    change: (sqlite) => {
      sqlite
        .prepare(
          `UPDATE "Application" SET status = 'reviewed', "proposedFen" = NULL, "dueAt" = NULL WHERE status = 'proposed'`,
        )
        .run()
      return []
    },
    starts: [
      ...starts,
      ...['reviewed', 'proposed'].map((status) => `/applications?status=${status}`),
      ...proposed.flatMap(({ id, enterpriseId }) => [
        `/applications/${id}`,
        `/applications/${id}?tab=history`,
        `/applications/${id}/form`,
        `/approval/applications/${id}`,
        `/enterprises/${enterpriseId}`,
      ]),
    ],
    about: proposed.map(({ id }) => id),
    terms: proposed.map(({ projectName }) => projectName),
    allowed: [],
  }
}

/** Whom the province asked of a self-evaluation, why, and what he said: not for enterprises, lower offices or other experts (I). */
export function expertOpinions({ consulted: { own, other, unasked } }: Scenery): Secret {
  const { evaluation, evaluationId } = own
  const { projectId } = evaluation
  const [opinion, reason] = ['changed opinion', 'changed reason']
  return {
    change(sqlite) {
      sqlite
        .prepare(`UPDATE "Consultation" SET "expertId" = ?, reason = ? WHERE id = ?`)
        .run(unasked.id, reason, own.id)
      sqlite
        .prepare(
          `UPDATE "EvaluationOpinion" SET "scoreCenti" = "scoreCenti" - 500, text = ?, "authorId" = ?, "authorName" = ?
          WHERE "evaluationId" = ? AND office = 'expert'`,
        )
        .run(opinion, unasked.user?.id, unasked.name, evaluationId)
      return []
    },
    starts: [
      ...starts,
      `/evaluations/${evaluationId}`,
      `/evaluations/${evaluationId}/experts`,
      ...[own, other].map(({ id }) => `/consultations/${id}`),
      `/projects/${projectId}`,
      `/projects/${projectId}?tab=history`,
    ],
    about: [evaluationId, projectId, own.id, other.id],
    terms: [opinion, reason, own.expert.name],
    allowed: [],
  }
}

type Sheet = Scenery['running']['own']

export function loginOf({ expert }: Pick<Sheet, 'expert'>): string {
  return expert.user?.loginName ?? ''
}

function sheetPaths({
  id,
  panelId,
  applicationId,
}: Pick<Sheet, 'id' | 'panelId' | 'applicationId'>): string[] {
  return [
    `/scoring/sheets/${id}`,
    `/scoring/panels/${panelId}`,
    `/scoring/panels/${panelId}/ranking.json`,
    `/scoring/panels/${panelId}/ranking.tlog-proof`,
    `/scoring/panels/${panelId}/draws/1/draw.json`,
    `/applications/${applicationId}`,
    `/approval/applications/${applicationId}`,
  ]
}

function documentsOf(documents: Scenery['documents'], owner: string): string[] {
  return documents.filter(({ ownerId }) => ownerId === owner).map(({ id }) => id)
}

function documentPaths(id: string): string[] {
  return [`/documents/${id}`, `/files/${id}`]
}

/**
 * Other marks, another total, another opinion, in the sheet, in the frozen ranking and in every document made of them; what
 * is made for a whole guideline holds only panels that are ranked.
 */
function changeScores(sqlite: Parameters<Change>[0], sheet: Sheet): string[] {
  const total = sheet.totalCenti ?? 0
  const items = sheet.items.replaceAll(
    /"score":"(\d+)(\.\d)?"/g,
    (_, whole) => `"score":"${Number(whole) - 1}"`,
  )
  sqlite
    .prepare(
      `UPDATE "ScoreSheet" SET items = ?, "totalCenti" = ?, comment = 'changed opinion' || comment, suggestion = 'not_support',
      "suggestedWan" = '1', "suggestedFen" = 1000000 WHERE id = ?`,
    )
    .run(items, total - 500, sheet.id)
  const [from, to] = [score(total), score(total - 500)]
  sqlite
    .prepare(`UPDATE "Document" SET model = replace(model, ?, ?) WHERE "ownerId" IN (?, ?, ?)`)
    .run(from, to, sheet.id, sheet.panelId, sheet.panel.ranking ? sheet.panel.guidelineId : '')
  if (sheet.panel.ranking) {
    const bundle = JSON.parse(sheet.panel.ranking)
    for (const application of bundle.applications)
      for (const one of application.sheets)
        if (application.id === sheet.applicationId && one.totalCenti === total) one.totalCenti = total - 500
    sqlite.prepare(`UPDATE "Panel" SET ranking = ? WHERE id = ?`).run(JSON.stringify(bundle), sheet.panelId)
  }
  return []
}

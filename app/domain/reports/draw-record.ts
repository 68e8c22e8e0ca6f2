import { dateTimeSeconds } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { mark, numbered, pairs, paragraph, type Report, serial, table, words } from './report.ts'

type Person = { name: string; employer: string; specialty: string }

export type DrawRecordFacts = {
  guidelineTitle: string
  panelName: string
  drawnAt: Date
  conditions: string
  algorithm: string
  seed: string
  /** SHA-256 of the candidate list */
  candidatesSha256: string
  candidates: Person[]
  blocked: { name: string; employer: string; rule: string }[]
  drawn: (Person & { role: keyof typeof captions.drawRecord.roles; order: number; note: string })[]
  organiserName: string
  witnessName: string
  verifyUrl: string
}

/** 专家抽取记录表 (B.2): conditions, seed, candidates, those blocked and why, those drawn; enough to repeat the draw. */
export function drawRecord(facts: DrawRecordFacts): Report {
  const { common, drawRecord: own } = captions
  const person = [
    serial,
    words('name', own.name),
    words('employer', own.employer, 2),
    words('specialty', own.specialty, 2),
  ]
  return {
    kind: 'draw_record',
    layout: 'form',
    title: own.title,
    documentNo: facts.guidelineTitle,
    meta: [],
    sections: [
      {
        heading: own.facts,
        blocks: [
          pairs(
            1,
            [own.panel, facts.panelName],
            [own.drawnAt, dateTimeSeconds(facts.drawnAt)],
            [own.conditions, facts.conditions],
            [own.algorithm, facts.algorithm],
            [own.seed, facts.seed],
            [own.listHash, facts.candidatesSha256],
          ),
        ],
      },
      {
        heading: fill(own.candidates, { count: facts.candidates.length }),
        blocks: [
          table(
            person,
            numbered(facts.candidates, ({ name, employer, specialty }) => ({ name, employer, specialty })),
          ),
        ],
      },
      {
        heading: fill(own.blocked, { count: facts.blocked.length }),
        blocks: [
          facts.blocked.length === 0
            ? paragraph(common.none)
            : table(
                [
                  serial,
                  words('name', own.name),
                  words('employer', own.employer, 2),
                  words('rule', own.rule, 2),
                ],
                numbered(facts.blocked, ({ name, employer, rule }) => ({ name, employer, rule })),
              ),
        ],
      },
      {
        heading: own.drawn,
        blocks: [
          table(
            [...person, mark('order', own.order), mark('role', own.role), words('note', common.note, 1.4)],
            numbered(
              facts.drawn.toSorted((a, b) => a.order - b.order),
              ({ name, employer, specialty, order, role, note }) => ({
                name,
                employer,
                specialty,
                order: String(order),
                role: own.roles[role],
                note,
              }),
            ),
          ),
          paragraph(own.words),
        ],
      },
    ],
    signatures: [
      { label: own.organiser, name: facts.organiserName, date: '' },
      { label: own.witness, name: facts.witnessName, date: '' },
    ],
    footer: { receiptNo: '', sha256: facts.candidatesSha256, watermark: '', qr: facts.verifyUrl },
  }
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { scope } from '#app/authorization/scope.ts'
import type { Actor } from '#app/authorization/actor.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { submittedText, type TypedSheet } from '#app/domain/scoring/sheet.ts'
import type { Tx } from '../client.server.ts'

const items = z.record(z.string(), z.object({ score: z.string(), comment: z.string() }))
const vetoes = z.array(z.object({ code: z.string(), text: z.string() }))

type TypedRow = {
  items: string
  vetoes: string
  suggestion: string | null
  suggestedWan: string
  comment: string
}

/** The sheet as the expert typed it. */
export function typedOf(row: TypedRow): TypedSheet {
  return {
    items: items.parse(JSON.parse(row.items)),
    vetoes: vetoes.parse(JSON.parse(row.vetoes)),
    suggestion: row.suggestion ?? '',
    suggestedWan: row.suggestedWan,
    comment: row.comment,
  }
}

/** SHA-256 of a sheet as submitted; its event commits to it, so that a changed score is seen. */
export function contentOf(sheet: Parameters<typeof submittedText>[0]): string {
  return createHash('sha256').update(submittedText(sheet)).digest('hex')
}

/** A sheet with what its rules ask, in the actor's scope. Throws NotFound. */
export async function findSheet(tx: Tx, actor: Actor, id: string) {
  const row = await tx.scoreSheet.findFirst({
    where: { AND: [{ id }, scope(actor, 'ScoreSheet')] },
    include: {
      panel: {
        select: {
          id: true,
          name: true,
          status: true,
          scoringEnd: true,
          guidelineId: true,
          guidelineVersion: true,
        },
      },
      application: {
        select: { id: true, requestedFen: true, status: true },
      },
    },
  })
  if (!row) throw new NotFound('sheet')
  return row
}
export type SheetRow = Awaited<ReturnType<typeof findSheet>>

export function isOpen(
  { panel }: { panel: Pick<SheetRow['panel'], 'status' | 'scoringEnd'> },
  now: Date,
): boolean {
  return panel.status === 'scoring' && panel.scoringEnd !== null && now <= panel.scoringEnd
}

import type { Tx } from '#app/db/client.server.ts'
import { contractContent, type ContractContent } from '#app/domain/tracking/contract.ts'
import { contract } from '#app/domain/reports/contract.ts'
import { targetText } from '#app/i18n/format.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import type { DocumentAsk } from '../document.server.ts'

export const zh = messagesOf('zh-CN').tracking

export function contractFrom(json: string): ContractContent {
  return contractContent.parse(JSON.parse(json))
}

/** The contract as it stands in this transaction, as the document to produce. */
export async function contractDocument(
  tx: Tx,
  contractId: string,
): Promise<Omit<DocumentAsk, 'kind' | 'format'>> {
  const row = await tx.contract.findUniqueOrThrow({
    where: { id: contractId },
    include: {
      project: {
        include: {
          application: { include: { guideline: { include: { category: { include: { fund: true } } } } } },
        },
      },
    },
  })
  const { project } = row
  const [province, county] = await Promise.all(
    ['320000', project.unitCode].map((code) =>
      tx.orgUnit.findUnique({ where: { code }, select: { name: true } }),
    ),
  )
  const content = contractFrom(row.content)
  return {
    ownerType: 'project',
    ownerId: project.id,
    title: `${row.aSignedAt ? zh.documents.contract : zh.documents.contract_draft} ${row.number}`,
    audience: 'applicant',
    unitCode: project.unitCode,
    enterpriseId: project.enterpriseId,
    model: contract({
      number: row.number,
      edition: row.edition,
      fundName: project.application.guideline.category.fund.name,
      projectName: project.name,
      projectCode: project.code,
      a: { name: province?.name ?? '', signedAt: row.aSignedAt },
      b: { name: project.undertaker, signedAt: row.bSignedAt },
      c: project.county ? { name: county?.name ?? '', signedAt: row.cSignedAt } : null,
      content: content.content,
      startOn: content.startOn,
      endOn: content.endOn,
      totalInvestmentFen: BigInt(content.totalInvestmentFen),
      amountFen: project.amountFen,
      indicators: content.indicators.map((indicator) => ({
        name: indicator.name,
        target: targetText(indicator),
        unit: indicator.unit,
      })),
      schedule: content.schedule,
      instalments: content.instalments.map(({ when, percent, amountFen }) => ({
        name: `${zh.instalment[when].name} ${percent}%`,
        amountFen: BigInt(amountFen),
        condition: zh.instalment[when].condition,
      })),
      sha256: row.sha256,
      verifyUrl: `${env.publicUrl}/projects/${project.id}/contract`,
    }),
  }
}

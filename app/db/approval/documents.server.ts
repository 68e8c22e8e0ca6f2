import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { isAward, termsFor } from '#app/domain/guideline/awards.ts'
import { promisedIndicators } from '#app/domain/tracking/contract.ts'
import { approvalNotice } from '#app/domain/reports/approval-notice.ts'
import { proposedList } from '#app/domain/reports/proposed-list.ts'
import type { Report } from '#app/domain/reports/report.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { targetText } from '#app/i18n/format.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from '../client.server.ts'
import { openedPhone } from '../contact.server.ts'
import { configurationOf } from '../configuration.server.ts'
import { latestSnapshot } from '../working-application.server.ts'

const zh = messagesOf('zh-CN')

/** A document as it is asked for, before its format is chosen. */
type Asked = {
  ownerType: string
  ownerId: string
  title: string
  model: Report
  audience: 'applicant' | 'staff'
  unitCode: string
  enterpriseId: string | null
}

/** The list as posted (A.8): of a whole plan, or of one item whose amount changed. */
export async function publicityDocument(
  tx: Tx,
  ctx: Ctx,
  planId: string,
  itemIds: readonly string[],
  { postedOn, endsOn }: { postedOn: string; endsOn: string },
): Promise<Asked> {
  const plan = await tx.allocationPlan.findUniqueOrThrow({
    where: { id: planId },
    include: {
      guideline: {
        select: {
          id: true,
          title: true,
          year: true,
          publishedVersion: true,
          category: { select: { name: true, fund: { select: { name: true } } } },
        },
      },
    },
  })
  const { guideline } = plan
  const { contacts } = await configurationOf(ctx.db, guideline.id, guideline.publishedVersion)
  const items = await tx.allocationItem.findMany({
    where: { id: { in: [...itemIds] } },
    select: {
      application: { select: { projectName: true, applicantName: true, cityCode: true, proposedFen: true } },
    },
    orderBy: [{ rank: 'asc' }, { id: 'asc' }],
  })
  const cities = await unitNames(
    tx,
    items.map(({ application }) => application.cityCode),
  )
  const rows = items.map(({ application }) => ({
    projectName: application.projectName,
    undertaker: application.applicantName,
    region: cities.get(application.cityCode) ?? '',
    category: guideline.category.name,
    amountFen: application.proposedFen ?? 0n,
  }))
  const { unit, phone } = await supervisionOffice(tx)
  const province = await unitNames(tx, ['320000'])
  const content = rows.map((row) => ({ ...row, amountFen: row.amountFen.toString() }))
  return {
    ownerType: 'plan',
    ownerId: planId,
    title: `${zh.approval.documents.proposedList} ${guideline.title} ${postedOn}`,
    audience: 'staff',
    unitCode: '320000',
    enterpriseId: null,
    model: proposedList({
      year: guideline.year,
      fundName: guideline.category.fund.name,
      guidelineTitle: guideline.title,
      postedOn,
      endsOn,
      rows,
      sectionPhone: contacts.map(({ section, phone }) => `${section} ${phone}`).join('；'),
      supervisionUnit: unit,
      supervisionPhone: phone,
      issuedBy: province.get('320000') ?? '',
      sha256: sha256(canonicalize({ plan: planId, postedOn, endsOn, rows: content }) ?? ''),
      verifyUrl: `${env.publicUrl}/publicity/${planId}`,
    }),
  }
}

/** 立项通知 of a project that was just created, for the applicant. */
export async function noticeDocument(
  tx: Tx,
  ctx: Ctx,
  {
    applicationId,
    amountFen,
    projectCode,
  }: { applicationId: string; amountFen: bigint; projectCode: string },
): Promise<Asked> {
  const application = await tx.application.findUniqueOrThrow({
    where: { id: applicationId },
    include: {
      guideline: { select: { id: true, category: { select: { fund: { select: { name: true } } } } } },
      snapshots: { orderBy: { number: 'desc' }, take: 1, select: { sha256: true } },
    },
  })
  const published = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const snapshot = await latestSnapshot(tx, applicationId)
  const form = snapshot?.form ?? {}
  const configuration = termsFor(published, { award: isAward(published, form) })
  return {
    ownerType: 'application',
    ownerId: applicationId,
    title: `${zh.approval.documents.notice} ${projectCode}`,
    audience: 'applicant',
    unitCode: application.unitCode,
    enterpriseId: application.enterpriseId,
    model: approvalNotice({
      documentNo: projectCode,
      undertaker: application.applicantName,
      projectName: application.projectName,
      projectCode,
      fundName: application.guideline.category.fund.name,
      guidelineTitle: configuration.title,
      guidelineDocumentNo: configuration.documentNo,
      supportMode: zh.configuration.value.supportMode[configuration.supportMode],
      amountFen,
      targets: promisedIndicators(form).map(({ name, direction, target, unit }) => ({
        name,
        target: targetText({ direction, target }),
        unit,
      })),
      withContract: configuration.tracking.contract,
      issuedBy: configuration.issuedBy.join('、'),
      issuedOn: shanghaiDay(ctx.now),
      sha256: application.snapshots[0]?.sha256 ?? '',
      verifyUrl: `${env.publicUrl}/applications/${applicationId}`,
    }),
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Names of units by code. */
export async function unitNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const units = await tx.orgUnit.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, name: true },
  })
  return new Map(units.map(({ code, name }) => [code, name]))
}

/** The office that supervises, with its telephone: of those who hold that role, the first who can be called. */
export async function supervisionOffice(tx: Pick<Tx, 'user'>): Promise<{ unit: string; phone: string }> {
  const people = await tx.user.findMany({
    where: { active: true, roles: { contains: 'supervisor' } },
    select: { id: true, phone: true, org: { select: { name: true, phone: true } } },
    orderBy: { id: 'asc' },
  })
  const offices = people.map(({ id, phone, org }) => ({
    unit: org?.name ?? '',
    phone: openedPhone({ id, phone }) || (org?.phone.trim() ?? ''),
  }))
  return offices.find(({ phone }) => phone !== '') ?? offices[0] ?? { unit: '', phone: '' }
}

import { scope } from '#app/authorization/scope.ts'
import { asTold } from '../told.server.ts'
import type { Ctx } from '#app/services/context.ts'

export type Found = { id: string; title: string; note: string; status: string | null; link: string }
export type Findings = Record<'applications' | 'projects' | 'enterprises' | 'guidelines', Found[]>

export const findingsPerKind = 20
const shortest = 2

/** Applications, projects, enterprises and guidelines in scope whose number or name contains the words; at most twenty each. */
export async function searchEverything(ctx: Ctx, words: string): Promise<Findings> {
  const q = words.trim().slice(0, 60)
  if ([...q].length < shortest) return { applications: [], projects: [], enterprises: [], guidelines: [] }
  const { client } = ctx.db
  const named = { contains: q }
  const numbered = { contains: q.toUpperCase() }
  const take = findingsPerKind
  const [applications, projects, enterprises, guidelines] = await Promise.all([
    client.application.findMany({
      where: {
        AND: [
          {
            OR: [
              { receiptNo: numbered },
              { projectName: named },
              { applicantName: named },
              { enterprise: { uscc: numbered } },
            ],
          },
          scope(ctx.actor, 'Application'),
        ],
      },
      select: {
        id: true,
        projectName: true,
        receiptNo: true,
        applicantName: true,
        status: true,
        reservedUntil: true,
      },
      orderBy: { updatedAt: 'desc' },
      take,
    }),
    client.project.findMany({
      where: {
        AND: [
          { OR: [{ code: numbered }, { name: named }, { undertaker: named }] },
          scope(ctx.actor, 'Project'),
        ],
      },
      select: { id: true, name: true, code: true, undertaker: true, status: true },
      orderBy: { updatedAt: 'desc' },
      take,
    }),
    client.enterprise.findMany({
      where: { AND: [{ OR: [{ name: named }, { uscc: numbered }] }, scope(ctx.actor, 'Enterprise')] },
      select: { id: true, name: true, uscc: true },
      orderBy: { name: 'asc' },
      take,
    }),
    client.guideline.findMany({
      where: {
        AND: [
          { OR: [{ title: named }, { code: numbered }, { documentNo: named }] },
          scope(ctx.actor, 'Guideline'),
        ],
      },
      select: { id: true, title: true, code: true, documentNo: true, status: true },
      orderBy: { year: 'desc' },
      take,
    }),
  ])
  const joined = (...parts: (string | null)[]) => parts.filter(Boolean).join(' · ')
  return {
    applications: applications
      .map((row) => asTold(ctx.actor, row))
      .map(({ id, projectName, receiptNo, applicantName, status }) => ({
        id,
        title: projectName,
        note: joined(receiptNo, applicantName),
        status,
        link: `/applications/${id}`,
      })),
    projects: projects.map(({ id, name, code, undertaker, status }) => ({
      id,
      title: name,
      note: joined(code, undertaker),
      status,
      link: `/projects/${id}`,
    })),
    enterprises: enterprises.map(({ id, name, uscc }) => ({
      id,
      title: name,
      note: uscc,
      status: null,
      link: `/enterprises/${id}`,
    })),
    guidelines: guidelines.map(({ id, title, code, documentNo, status }) => ({
      id,
      title,
      note: joined(code, documentNo),
      status,
      link: `/guidelines/${id}`,
    })),
  }
}

import { z } from 'zod'
import { textAt } from '#app/domain/application/form.ts'
import { formValues } from '#app/domain/application/form-schema.ts'
import { askedToAvoid } from '#app/domain/application/private-sections.ts'
import { expertKinds } from '#app/domain/scoring/draw.ts'
import {
  panelConditions,
  type PanelConditions,
  type PoolApplication,
  type PoolExpert,
} from '#app/domain/scoring/panel.ts'
import { type Post, posts, type Share, shares } from '#app/domain/scoring/ties.ts'
import type { Tx } from '../client.server.ts'

const ids = z.array(z.string())

/** Posts of a row as they are kept. */
export function historyOf(text: string): Post[] {
  return posts.parse(JSON.parse(text))
}

/** Shareholdings of a row as they are kept. */
export function sharesOf(text: string): Share[] {
  return shares.parse(JSON.parse(text))
}

export function conditionsOf(text: string): PanelConditions {
  return panelConditions.parse(JSON.parse(text))
}

export function idsOf(text: string): string[] {
  return ids.parse(JSON.parse(text))
}

export function listOf(text: string): string[] {
  return text.split(',').filter((part) => part !== '')
}

export function kindOf(text: string): PoolExpert['kind'] {
  return expertKinds.find((kind) => kind === text) ?? 'technical'
}

type NamedApplication = PoolApplication & { named: ReadonlyMap<string, string> }

/**
 * What avoidance asks of applications: applicants and joint applicants, the offices of their chain, everyone who
 * applies in the same category and year, and whom the applicant asks to be avoided. `named` leads from an organisation's name to its code, for records without one.
 */
export async function avoidanceFacts(tx: Tx, applicationIds: readonly string[]): Promise<NamedApplication[]> {
  const rows = await tx.application.findMany({
    where: { id: { in: [...applicationIds] } },
    select: {
      id: true,
      form: true,
      unitCode: true,
      cityCode: true,
      townCode: true,
      enterprise: { select: { uscc: true, name: true } },
      guideline: { select: { categoryId: true, year: true } },
    },
    orderBy: { id: 'asc' },
  })
  const codes = rows.flatMap((row) => [row.unitCode, row.cityCode, row.townCode ?? ''])
  const offices = await tx.orgUnit.findMany({
    where: { OR: [{ code: { in: [...new Set(codes)] } }, { level: 'province' }] },
    select: { code: true, name: true, level: true },
  })
  const first = rows[0]
  const rivals = first
    ? await tx.enterprise.findMany({
        where: {
          applications: {
            some: { submittedAt: { not: null }, status: { not: 'withdrawn' }, guideline: first.guideline },
          },
        },
        select: { uscc: true, name: true },
      })
    : []
  return rows.map((row) => {
    const own = offices.filter(
      ({ code, level }) => level === 'province' || [row.unitCode, row.cityCode, row.townCode].includes(code),
    )
    const form = formValues.parse(JSON.parse(row.form))
    const joint = textAt(form, 'cover.joint_applicants')
      .split(/[、，,；;\s]+/)
      .filter((name) => name !== '')
    return {
      id: row.id,
      applicants: [{ uscc: row.enterprise.uscc }, ...joint.map((name) => ({ uscc: name }))],
      authorityUsccs: own.map(({ name }) => name),
      sameCategoryUsccs: rivals.map(({ uscc }) => uscc),
      askedToAvoid: askedToAvoid(form),
      named: new Map([
        ...own.map(({ name }): [string, string] => [name, name]),
        ...joint.map((name): [string, string] => [name, name]),
        ...rivals.map(({ name, uscc }): [string, string] => [name, uscc]),
        [row.enterprise.name, row.enterprise.uscc],
      ]),
    }
  })
}

/** Experts with their ties; an organisation without a code is recognised by its name. */
export async function poolExperts(
  tx: Tx,
  applications: readonly NamedApplication[],
  expertIds?: readonly string[],
): Promise<PoolExpert[]> {
  const rows = await tx.expert.findMany({
    ...(expertIds ? { where: { id: { in: [...expertIds] } } } : {}),
    include: { user: { select: { active: true } } },
    orderBy: { id: 'asc' },
  })
  const named = new Map(applications.flatMap((application) => [...application.named]))
  const code = (name: string, uscc: string) => named.get(name.trim()) ?? uscc
  return rows.map((row) => ({
    id: row.id,
    status: row.status,
    validTo: row.validTo,
    kind: kindOf(row.kind),
    cityCode: row.cityCode,
    specialties: listOf(row.specialties),
    hasAccount: row.user?.active === true,
    ties: {
      name: row.name,
      employer: row.employer,
      employerUscc: code(row.employer, row.employerUscc),
      history: historyOf(row.history).map((past) => ({ ...past, uscc: code(past.orgName, past.uscc) })),
      shareholdings: sharesOf(row.shareholdings).map((share) => ({
        ...share,
        uscc: code(share.orgName, share.uscc),
      })),
    },
  }))
}

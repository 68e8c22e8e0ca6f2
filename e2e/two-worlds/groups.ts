import type { Db } from '#app/db/client.server.ts'
import { peopleOf, type Scenery } from './scenery.ts'
import {
  applicants,
  closedScores,
  expertNames,
  expertOpinions,
  loginOf,
  objectors,
  proposals,
  runningScores,
  type Secret,
} from './secrets.ts'

/** Who may not see the same secrets: for them one second world serves. */
export type Group = { readers: (string | null)[]; secrets: Secret[] }

/** By domain I and B.4. Whoever stands in no group for a secret may see it, or is no reader of such records. */
export async function groupsOf(db: Db, scene: Scenery): Promise<Record<GroupName, Group>> {
  const { running, closed, undeclared, objection } = scene
  const near = await peopleOf(db, closed.own.application)
  const firms = [running.own, objection].map(({ application }) => application.enterpriseId)
  const applicantsOf = await db.client.user.findMany({ where: { enterpriseId: { in: firms } } })
  const outside = [expertNames(scene), runningScores(scene), closedScores(scene), objectors(scene)]
  return {
    outsiders: {
      readers: [
        null,
        ...near,
        ...applicantsOf.map(({ loginName }) => loginName),
        'yushan_handler',
        'finance',
        'suzhou_sys_admin',
        'suzhou_sec_admin',
        'sys_admin',
        'sec_admin',
        'audit_admin',
      ],
      secrets: outside,
    },
    province: {
      readers: ['province_handler', 'province_approver', 'leader', 'organiser', 'auditor'],
      secrets: [runningScores(scene), objectors(scene)],
    },
    supervision: { readers: ['supervisor'], secrets: [runningScores(scene)] },
    fellows: {
      readers: [loginOf(running.other), loginOf(undeclared), loginOf(closed.other)],
      secrets: [...outside, applicants(scene)],
    },
    reviewer: { readers: [loginOf(running.own)], secrets: [objectors(scene), applicants(scene)] },
    proposed: {
      readers: scene.proposed.flatMap(({ enterprise }) => enterprise.users.map(({ loginName }) => loginName)),
      secrets: [proposals(scene)],
    },
    unconsulted: {
      readers: [
        null,
        ...(await peopleOf(db, scene.consulted.own.evaluation.project.application)),
        loginOf(scene.consulted.other),
        'suzhou_handler',
        'yushan_handler',
        'suzhou_sec_admin',
        'sys_admin',
        'sec_admin',
      ],
      secrets: [expertOpinions(scene)],
    },
  }
}
export type GroupName =
  'outsiders' | 'province' | 'supervision' | 'fellows' | 'reviewer' | 'proposed' | 'unconsulted'

import { readOperation, writeOperation } from '../../../access/operation.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { ProjectRole } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import { normalEmail } from '../../identity/email.ts'
import { forgetAfterCommit, type IdentityCtx } from '../../identity/identity-ctx.ts'
import { findMemberByEmail } from '../../identity/member-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../project-target.ts'
import {
  deleteProjectMember,
  findProjectMember,
  insertProjectMember,
  lessenPersonInPreviews,
  listProjectMembers,
  updateProjectMember,
} from './project-access-store.ts'
import type { ProjectMember } from './types.ts'

type PeopleCtx = ProjectCtx & IdentityCtx
type ProjectKey = { projectId: string }
type PersonKey = ProjectKey & { userId: string }

/** People with a role of their own in a project. */
export const listProjectPeople = readOperation<ProjectCtx, ProjectKey, ProjectTarget, ProjectMember[]>({
  name: 'projects.list_people',
  action: 'project.view',
  target: projectTarget,
  run: (ctx, { projectId }) => listProjectMembers(ctx.db, projectId),
})

/** One of them; `not_found` for a person without a role of their own. */
export const getProjectPerson = readOperation<ProjectCtx, PersonKey, ProjectTarget, ProjectMember>({
  name: 'projects.get_person',
  action: 'project.view',
  target: projectTarget,
  run: (ctx, key) => knownMember(ctx.db, key),
})

/** Gives a member of the organization a role in a project by e-mail. `conflict` when they have one, `not_found` for anybody else. */
export const grantProjectRole = writeOperation<PeopleCtx, ProjectKey & { email: string; role: ProjectRole }, ProjectTarget, void>({
  name: 'projects.grant_person',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { email, role }, { project }) {
    const member = await findMemberByEmail(ctx.tx, project.organizationId, normalEmail(email), new Date(ctx.clock.now()))
    if (member === null)
      throw new AppError('not_found', `There is nobody with the e-mail address ${email} in your organization: invite them first`, { reason: 'person_missing' })
    const { userId } = member
    if (!(await insertProjectMember(ctx.tx, { projectId: project.id, userId, role })))
      throw new AppError('conflict', `${member.email} has a role in this project already: change it instead`, { reason: 'already_member' })
    forgetAfterCommit(ctx, userId)
    ctx.record({ targetKind: 'project_member', targetId: userId, before: { role: null }, after: { role } })
  },
})

/** Changes a person's own role in a project; in its previews they have no more than that. */
export const updateProjectRole = writeOperation<PeopleCtx, PersonKey & { role: ProjectRole }, ProjectTarget, void>({
  name: 'projects.update_person',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { userId, role, projectId }) {
    const before = await knownMember(ctx.tx, { projectId, userId })
    // Taken away since it was read: an old wish must not give it back.
    if (!(await updateProjectMember(ctx.tx, { projectId, userId: before.userId, role }))) throw noRole()
    const previews = await lessenPersonInPreviews(ctx.tx, before.userId, { projectId, role })
    forgetAfterCommit(ctx, before.userId)
    ctx.record({ targetKind: 'project_member', targetId: before.userId, before: { role: before.role }, after: { role, previews } })
  },
})

/** Takes a person's own role in a project away, and in its previews; what organization and groups give stays. */
export const revokeProjectRole = writeOperation<PeopleCtx, PersonKey, ProjectTarget, void>({
  name: 'projects.revoke_person',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, key) {
    const before = await knownMember(ctx.tx, key)
    await deleteProjectMember(ctx.tx, key.projectId, before.userId)
    const previews = await lessenPersonInPreviews(ctx.tx, before.userId, { projectId: key.projectId, role: null })
    forgetAfterCommit(ctx, before.userId)
    ctx.record({ targetKind: 'project_member', targetId: before.userId, before: { role: before.role }, after: { role: null, previews } })
  },
})

async function knownMember(db: Db | Tx, { projectId, userId }: PersonKey): Promise<ProjectMember> {
  const member = await findProjectMember(db, projectId, userId)
  if (member === null) throw noRole()
  return member
}

const noRole = (): AppError => new AppError('not_found', 'This person has no role of their own in this project', { reason: 'person_missing' })

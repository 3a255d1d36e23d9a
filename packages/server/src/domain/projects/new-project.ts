import type { Target } from '../../access/actions.ts'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import { atLeast, projectRoleOf } from '../../access/role-ladder.ts'
import type { ModelSource, WarehouseSettings } from '../../platform/db/schema.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { forgetAfterCommit, nowOf, type IdentityCtx } from '../identity/identity-ctx.ts'
import { insertProjectMember } from './access/project-access-store.ts'
import { checkAddress, type ConnectionCtx, type NewConnection } from './connection.ts'
import { newModelFolder } from './new-model-folder.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { findProject, insertProject, updateUpstream } from './project-store.ts'
import { organizationOf } from './project-target.ts'
import type { Project } from './types.ts'
import { keepPassword } from './warehouse-passwords.ts'

/** `connection` null: an empty database of the embedded engine, with a model folder of its own. */
export type NewProjectInput = { name: string; type: 'DEFAULT' | 'PREVIEW'; connection: NewConnection | null; upstreamProjectId: string | null }

export type NewProjectCtx = ConnectionCtx & IdentityCtx

type Prepared = Target & { organizationId: string; upstream: Project | null }

/** Makes a project without compiling it. Throws `invalid` for an address that may not be connected to, `not_found` for an upstream project that is not the organization's. */
export const makeProject = writeOperation<NewProjectCtx, NewProjectInput, Prepared, Project>({
  name: 'projects.make',
  action: 'project.create',
  writes: true,
  async target(ctx, input) {
    const organizationId = organizationOf(ctx)
    const upstream = input.upstreamProjectId === null ? null : await upstreamOf(ctx, organizationId, input.upstreamProjectId)
    // Rights in the upstream project are rights to previews of it; any other project is the organization's.
    const target = { organizationId, projectType: input.type, upstream, ...(upstream === null || input.type === 'DEFAULT' ? {} : { projectId: upstream.id }) }
    if (input.connection !== null) await checkAddress(ctx, 'project.create', target, input.connection)
    return target
  },
  async run(ctx, { name, type, connection }, { organizationId, upstream }) {
    const id = newId()
    const { warehouse, modelSource } = connection === null ? await embedded(ctx, id) : await connectedTo(ctx, id, connection)
    const createdBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    const project = { id, organizationId, name, type, warehouse, modelSource, timezone: upstream?.timezone ?? 'UTC', createdBy }
    await insertProject(ctx.tx, project)
    if (upstream !== null) await updateUpstream(ctx.tx, id, upstream.id)
    if (upstream !== null && type === 'PREVIEW') await giveUpstreamRole(ctx, id, upstream)
    if (connection?.password != null) {
      await keepPassword(ctx.tx, ctx.keys, { owner: { projectId: id }, organizationId, text: connection.password, now: nowOf(ctx) })
    }
    ctx.record({ targetKind: 'project', targetId: id, projectId: id, before: null, after: { ...project, upstreamProjectId: upstream?.id ?? null } })
    await announceProjectChange(ctx.tx, id)
    const made = await findProject(ctx.tx, id)
    if (made === null) throw new AppError('internal', 'The project that was just made is not there')
    return made
  },
})

/** The upstream project; one of another organization is not there. */
export async function upstreamOf(ctx: ConnectionCtx, organizationId: string, id: string): Promise<Project> {
  const upstream = await ctx.projects.project(id)
  if (upstream.organizationId !== organizationId) throw new AppError('not_found', `Project ${id} does not exist`, { reason: 'project_missing' })
  return upstream
}

type Place = { warehouse: WarehouseSettings; modelSource: ModelSource }

async function embedded(ctx: NewProjectCtx, id: string): Promise<Place> {
  const database = `${id}.duckdb`
  const modelSource = await newModelFolder(ctx, id)
  await ctx.warehouses.create(database)
  return { warehouse: { type: 'duckdb', database }, modelSource }
}

const connectedTo = async (ctx: NewProjectCtx, id: string, { settings }: NewConnection): Promise<Place> => ({
  warehouse: settings,
  modelSource: await newModelFolder(ctx, id),
})

/** Whose role in the upstream project let them make a preview, and who would not see it otherwise, has that role in it. */
export async function giveUpstreamRole(ctx: NewProjectCtx & WriteCtx, projectId: string, upstream: Project): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'user') return
  const role = projectRoleOf(actor, upstream.id)
  if (role === null || atLeast(actor.organizationRole, role)) return
  await insertProjectMember(ctx.tx, { projectId, userId: actor.userId, role })
  forgetAfterCommit(ctx, actor.userId)
  ctx.record({ targetKind: 'project_member', targetId: actor.userId, projectId, before: { role: null }, after: { role } })
}

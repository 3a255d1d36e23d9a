import type { Target } from '../../access/actions.ts'
import type { WriteCtx } from '../../access/operation.ts'
import { atLeast, projectRoleOf } from '../../access/role-ladder.ts'
import type { ModelSource, WarehouseSettings } from '../../platform/db/stored-values.ts'
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
import { keepPassword, sharePassword } from './warehouse-passwords.ts'

export type NewProjectInput = {
  name: string
  type: 'DEFAULT' | 'PREVIEW'
  /** Null: an empty database of the embedded engine. `upstream`: the same as the upstream project's. */
  connection: NewConnection | 'upstream' | null
  upstreamProjectId: string | null
}

export type NewProjectCtx = ConnectionCtx & IdentityCtx

/** A new project that may be made: what the rules are asked about. */
export type PreparedProject = Target & { organizationId: string; upstream: Project | null }

/** Looks up what a new project refers to. Throws `invalid` for an address that may not be connected to and for a connection that is to be copied from nowhere, `not_found` for an upstream project that is not the organization's. */
export async function prepareProject(ctx: NewProjectCtx, input: NewProjectInput): Promise<PreparedProject> {
  const organizationId = organizationOf(ctx)
  const upstream = input.upstreamProjectId === null ? null : await upstreamOf(ctx, organizationId, input.upstreamProjectId)
  // Rights in the upstream project are rights to previews of it; any other project is the organization's.
  const target = { organizationId, projectType: input.type, upstream, ...(upstream === null || input.type === 'DEFAULT' ? {} : { projectId: upstream.id }) }
  if (input.connection === 'upstream') {
    if (upstream === null || upstream.warehouse.type === 'none')
      throw new AppError('invalid', 'There is no upstream project with a connection to copy: name one, or send a connection.', { reason: 'no_warehouse' })
  } else if (input.connection !== null) await checkAddress(ctx, 'project.create', target, input.connection)
  return target
}

/** Makes a prepared project and what else `more` puts into it; what that answers goes into the log. */
export async function insertPrepared(
  ctx: NewProjectCtx & WriteCtx,
  { name, type, connection }: NewProjectInput,
  { organizationId, upstream }: PreparedProject,
  more: (id: string) => Promise<object>,
): Promise<Project> {
  const id = newId()
  const { warehouse, modelSource } = await placeOf(ctx, id, connection, upstream)
  const createdBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null
  const project = { id, organizationId, name, type, warehouse, modelSource, timezone: upstream?.timezone ?? 'UTC', createdBy }
  await insertProject(ctx.tx, project)
  if (upstream !== null) await updateUpstream(ctx.tx, id, upstream.id)
  if (upstream !== null && type === 'PREVIEW') await giveUpstreamRole(ctx, id, upstream)
  if (connection === 'upstream' && upstream !== null) {
    await sharePassword(ctx.tx, ctx.keys, { from: upstream, to: id, now: nowOf(ctx) })
    await ctx.warehouses.shareTables(upstream.id, id)
  } else if (connection !== 'upstream' && connection?.password != null) {
    await keepPassword(ctx.tx, ctx.keys, { owner: { projectId: id }, organizationId, text: connection.password, now: nowOf(ctx) })
  }
  const added = await more(id)
  ctx.record({ targetKind: 'project', targetId: id, projectId: id, before: null, after: { ...project, upstreamProjectId: upstream?.id ?? null, ...added } })
  await announceProjectChange(ctx.tx, id)
  const made = await findProject(ctx.tx, id)
  if (made === null) throw new AppError('internal', 'The project that was just made is not there')
  return made
}

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

async function placeOf(ctx: NewProjectCtx, id: string, connection: NewProjectInput['connection'], upstream: Project | null): Promise<Place> {
  const warehouse = connection === 'upstream' ? upstream?.warehouse : connection?.settings
  return warehouse === undefined ? embedded(ctx, id) : { warehouse, modelSource: await newModelFolder(ctx, id) }
}

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

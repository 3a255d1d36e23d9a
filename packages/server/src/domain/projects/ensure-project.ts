import { perform, type Ctx } from '../../access/operation.ts'
import type { ModelSource, WarehouseSettings } from '../../platform/db/stored-values.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { compileProject } from './compile-project.ts'
import { createProject } from './create-project.ts'
import { findProjectOnWarehouse } from './project-store.ts'
import { organizationOf, type ProjectCtx } from './project-target.ts'
import { moveModelFolder } from './move-model-folder.ts'

export type EnsureProject = { name: string; warehouse: WarehouseSettings; modelSource: ModelSource }

/** The organization's project on a warehouse, made when there is none, with its models as they are in the folder now. */
export async function ensureProject(
  ctx: Ctx & ProjectCtx & { queries: Queries; warehouses: Warehouses },
  input: EnsureProject,
): Promise<{ projectId: string }> {
  const existing = await findProjectOnWarehouse(ctx.db, organizationOf(ctx), input.warehouse)
  const projectId = existing?.id ?? (await perform(createProject, ctx, { ...input, type: 'DEFAULT' })).projectId
  // One that somebody has connected to a repository since stays with it.
  const isConnected = existing?.modelSource.type === 'folder' && existing.modelSource.commit !== undefined
  if (existing !== null && !isConnected && JSON.stringify(existing.modelSource) !== JSON.stringify(input.modelSource)) {
    await perform(moveModelFolder, ctx, { projectId, modelSource: input.modelSource })
  }
  await perform(compileProject, ctx, { projectId, keepSent: true })
  return { projectId }
}

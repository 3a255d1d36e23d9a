import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Ctx } from '../../access/operation.ts'
import { isAppError } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { createEmptyDatabase } from '../../warehouses/create-empty-database.ts'
import { ensureProject } from './ensure-project.ts'
import { firstOrganization } from './project-store.ts'
import type { ProjectCtx } from './project-target.ts'

type Input = { modelsDir: string | null; databaseFolder: string; log: Log }

/** Database file of the project that `ATRIUM_MODELS_DIR` describes; put your own in its place. */
const databaseFile = 'main.duckdb'

/**
 * The project of `ATRIUM_MODELS_DIR`, on the database `warehouses/main.duckdb` of the data folder. Does nothing without
 * that setting, and nothing before there is an organization to own it.
 */
export async function openFirstProject(ctx: Ctx & ProjectCtx & { queries: Queries; warehouses: Warehouses }, input: Input): Promise<void> {
  if (input.modelsDir === null) return
  const organizationId = ctx.actor.kind === 'system' && ctx.actor.organizationId !== null ? ctx.actor.organizationId : await firstOrganization(ctx.db)
  if (organizationId === null) return
  await mkdir(input.databaseFolder, { recursive: true, mode: 0o700 })
  const databasePath = path.join(input.databaseFolder, databaseFile)
  if (!existsSync(databasePath)) await createEmptyDatabase(databasePath)
  try {
    await ensureProject(
      { ...ctx, actor: { kind: 'system', name: 'models', organizationId } },
      {
        name: path.basename(input.modelsDir),
        warehouse: { type: 'duckdb', database: databaseFile },
        modelSource: { type: 'folder', path: input.modelsDir },
      },
    )
  } catch (error) {
    // A folder that cannot be read must not keep the house closed: the last good model serves.
    if (!isAppError(error)) throw error
    input.log.error({ reason: error.message }, 'the models of ATRIUM_MODELS_DIR could not be compiled')
  }
}

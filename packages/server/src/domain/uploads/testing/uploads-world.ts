import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { WarehouseCatalog } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { Queries } from '../../../query/query-service.ts'
import type { Ingest } from '../../../warehouses/ingest/ingest-client.ts'
import { RefusedFile } from '../../../warehouses/ingest/ingest.ts'
import { readUploadedModels } from '../../../warehouses/ingest/read-uploaded-models.ts'
import type { Warehouse } from '../../../warehouses/warehouse.ts'
import { createContentWorld, type ContentWorld } from '../../content/testing/content-world.ts'
import { findActorOfUser } from '../../identity/actor-store.ts'
import { createProjectCache } from '../../projects/project-cache.ts'
import type { UploadsCtx } from '../uploads-ctx.ts'

/** A project with an empty model folder, and uploads that are read here instead of in a process of their own. */
export type UploadsWorld = Pick<ContentWorld, 'test' | 'projectId' | 'userId' | 'person' | 'end'> & {
  models: string
  ctxOf(userId: string): Promise<UploadsCtx>
  /** Lets the warehouse be asked so many times for its tables, and fail from then on. */
  failCatalogAfter(times: number): void
  /** Tables of uploads that are there. */
  tables(): readonly string[]
}

/** `catalog` is what the warehouse has, `uploaded` which of its tables came by uploads. */
export async function createUploadsWorld(known: WarehouseCatalog = {}, uploaded: readonly string[] = []): Promise<UploadsWorld> {
  const base = await mkdtemp(path.join(tmpdir(), 'atrium-uploads-'))
  const models = path.join(base, 'models')
  await mkdir(models)
  const world = await createContentWorld()
  const source = JSON.stringify({ type: 'folder', path: models })
  await world.test.db.updateTable('projects').set({ model_source: source }).execute()
  let left = Number.POSITIVE_INFINITY
  const catalog = async (): Promise<WarehouseCatalog> => {
    left -= 1
    if (left < 0) throw new AppError('unavailable', 'The engine is gone', { reason: 'engine' })
    return known
  }
  let tables = [...uploaded]
  const warehouse: Pick<Warehouse, 'catalog' | 'addedTables' | 'removeTable'> = {
    catalog,
    addedTables: async () => tables,
    removeTable: async (name) => void (tables = tables.filter((table) => table !== name)),
  }
  const ingest: Pick<Ingest, 'models'> = {
    models: (job) =>
      readUploadedModels(job).catch((error: unknown) => {
        throw error instanceof RefusedFile ? new AppError('invalid', error.message, error.refusal) : error
      }),
  }
  return {
    ...world,
    models,
    async end() {
      await world.end()
      await rm(base, { recursive: true, force: true })
    },
    tables: () => tables,
    failCatalogAfter: (times) => void (left = times),
    async ctxOf(userId) {
      const found = await findActorOfUser(world.test.db, userId)
      if (found === null) throw new Error(`no person ${userId}`)
      return {
        actor: found.actor,
        clock: world.clock,
        requestId: newId(),
        signal: new AbortController().signal,
        db: world.test.db,
        projects: createProjectCache(world.test.db),
        // Only what these operations ask of them.
        queries: { forget: () => undefined } as unknown as Queries,
        warehouses: { of: () => warehouse as Warehouse } as unknown as UploadsCtx['warehouses'],
        uploads: { folder: path.join(base, 'uploads'), maxBytes: 1024 * 1024, partBytes: 1024, ingest: ingest as Ingest },
      }
    },
  }
}

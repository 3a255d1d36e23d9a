import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { WarehouseCatalog } from '@atrium/semantic'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Ingest } from '../../warehouses/ingest/ingest-client.ts'
import { readUploadedModels } from '../../warehouses/ingest/read-uploaded-models.ts'
import type { Warehouse } from '../../warehouses/warehouse.ts'
import { createContentWorld, type ContentWorld } from '../content/testing/content-world.ts'
import { deleteModels } from '../develop/delete-models.ts'
import { findActorOfUser } from '../identity/actor-store.ts'
import { createProjectCache } from '../projects/project-cache.ts'
import { deleteUploadedTable } from './delete-uploaded-table.ts'
import { importModels } from './import-models.ts'
import { beginUploadFolder } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

/** What a running product cannot show: the change log, roles, and failures half-way. */

let base: string
let models: string
let world: ContentWorld
let catalog: () => Promise<WarehouseCatalog>
let tables: string[]

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-import-'))
  models = path.join(base, 'models')
  await mkdir(models)
  await writeFile(path.join(models, 'orders.yml'), model('orders'))
  world = await createContentWorld()
  await world.test.db
    .updateTable('projects')
    .set({ model_source: JSON.stringify({ type: 'folder', path: models }) })
    .execute()
  catalog = async () => ({ orders: { id: 'INTEGER' }, sales: { id: 'INTEGER' } })
  tables = ['sales']
})
afterEach(async () => {
  await world.end()
  await rm(base, { recursive: true, force: true })
})

const model = (name: string): string => `models:\n  - name: ${name}\n    columns: [{ name: id }]\n`

async function ctxOf(userId: string): Promise<UploadsCtx> {
  const found = await findActorOfUser(world.test.db, userId)
  if (found === null) throw new Error(`no person ${userId}`)
  const warehouse: Pick<Warehouse, 'catalog' | 'addedTables' | 'removeTable'> = {
    catalog: () => catalog(),
    addedTables: async () => tables,
    removeTable: async (name) => void (tables = tables.filter((table) => table !== name)),
  }
  const ingest: Pick<Ingest, 'models'> = { models: (job) => readUploadedModels(job) }
  return {
    actor: found.actor,
    clock: world.clock,
    requestId: newId(),
    signal: new AbortController().signal,
    db: world.test.db,
    projects: createProjectCache(world.test.db),
    // Only what these operations ask of them.
    queries: { forget: () => undefined } as unknown as Queries,
    warehouses: {
      of: () => warehouse as Warehouse,
      create: async () => undefined,
      remove: () => undefined,
      shareTables: async () => undefined,
      renew: () => undefined,
      closeAccount: () => undefined,
      closeAll: async () => undefined,
    },
    uploads: { folder: path.join(base, 'uploads'), maxBytes: 1024 * 1024, partBytes: 1024, ingest: ingest as Ingest },
  }
}

async function uploaded(ctx: UploadsCtx, fileName: string, text: string): Promise<string> {
  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : ''
  const size = Buffer.byteLength(text)
  const upload = await beginUploadFolder(ctx.uploads, { projectId: world.projectId, userId, fileName, size, createdAt: ctx.clock.now() })
  await writeFile(upload.file, text)
  return upload.id
}
const into = (uploadId: string, folder = 'shop') => ({ projectId: world.projectId, uploadId, folder, dryRun: false, replace: true })
const filesNow = async (): Promise<string[]> => (await readdir(models, { recursive: true })).toSorted()
const lastChange = async (operation: string) =>
  world.test.db
    .selectFrom('change_log')
    .select(['actor_id', 'target_id', 'before', 'after'])
    .where('operation', '=', operation)
    .orderBy('id', 'desc')
    .executeTakeFirst()

it('an import, and a deletion, are in the change log with who did it and what was there', async () => {
  const ctx = await ctxOf(world.userId)
  await importModels(ctx, into(await uploaded(ctx, 'a.yml', model('sales'))))
  expect(await lastChange('models.import')).toMatchObject({
    actor_id: world.userId,
    target_id: 'shop/',
    before: null,
    after: { files: [{ path: 'a.yml', text: model('sales') }], explores: ['sales'] },
  })
  await importModels(ctx, into(await uploaded(ctx, 'b.yml', model('sales'))))
  expect(await lastChange('models.import')).toMatchObject({ before: { files: [{ path: 'shop/a.yml', text: model('sales') }] } })
  await deleteModels(ctx, { projectId: world.projectId, path: 'orders.yml' })
  expect(await lastChange('models.delete')).toMatchObject({ before: { files: [{ path: 'orders.yml', text: model('orders') }] }, after: null })
})

it('is for developers', async () => {
  const [editor, developer] = [await ctxOf(await world.person('editor')), await ctxOf(await world.person('developer'))]
  const byEditor = await uploaded(editor, 'a.yml', model('sales'))
  await expect(importModels(editor, { ...into(byEditor), dryRun: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(deleteModels(editor, { projectId: world.projectId, path: 'orders.yml' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(deleteUploadedTable(editor, { projectId: world.projectId, table: 'sales' })).rejects.toMatchObject({ code: 'forbidden' })
  // Nor does anybody import what somebody else uploaded.
  await expect(importModels(developer, into(byEditor))).rejects.toMatchObject({ code: 'not_found' })
  await importModels(developer, into(await uploaded(developer, 'a.yml', model('sales'))))
  expect(await filesNow()).toEqual(['orders.yml', 'shop', 'shop/a.yml'])
})

it('that fails half-way leaves the folder as it was, and nothing beside it', async () => {
  const ctx = await ctxOf(world.userId)
  await importModels(ctx, into(await uploaded(ctx, 'a.yml', model('sales'))))
  const next = await uploaded(ctx, 'b.yml', model('sales'))
  // The files are on disk by then: the compilation is the first to see them.
  const sound = catalog
  let asked = 0
  catalog = async () => {
    asked++
    if (asked > 1) throw new AppError('unavailable', 'The engine is gone', { reason: 'engine' })
    return sound()
  }
  await expect(importModels(ctx, into(next))).rejects.toMatchObject({ code: 'unavailable' })
  expect(await filesNow()).toEqual(['orders.yml', 'shop', 'shop/a.yml'])
  asked = 1
  await expect(deleteModels(ctx, { projectId: world.projectId, path: 'shop/' })).rejects.toMatchObject({ code: 'unavailable' })
  await expect(deleteModels(ctx, { projectId: world.projectId, path: 'orders.yml' })).rejects.toMatchObject({ code: 'unavailable' })
  expect(await filesNow()).toEqual(['orders.yml', 'shop', 'shop/a.yml'])
})

it('an uploaded table takes along the files that stand on it alone', async () => {
  await writeFile(path.join(models, 'sales.yml'), model('sales'))
  await writeFile(
    path.join(models, 'both.yml'),
    `${model('orders_again')}    meta: { sql_table: sales }\n  - name: other\n    meta: { sql_table: orders }\n    columns: [{ name: id }]\n`,
  )
  const ctx = await ctxOf(world.userId)
  const gone = await deleteUploadedTable(ctx, { projectId: world.projectId, table: 'sales' })
  expect(gone).toMatchObject({ files: ['sales.yml'], lost: [{ name: 'sales' }], stranded: ['orders_again'] })
  expect([tables, await filesNow()]).toEqual([[], ['both.yml', 'orders.yml']])
  expect(await lastChange('uploads.delete_table')).toMatchObject({ before: { table: 'sales', files: [{ path: 'sales.yml' }] } })
  await expect(deleteUploadedTable(ctx, { projectId: world.projectId, table: 'orders' })).rejects.toMatchObject({ code: 'not_found' })
})

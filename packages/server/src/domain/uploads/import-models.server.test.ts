import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { deleteModels } from '../develop/delete-models.ts'
import { deleteUploadedTable } from './delete-uploaded-table.ts'
import { importModels } from './import-models.ts'
import { createUploadsWorld, type UploadsWorld } from './testing/uploads-world.ts'
import { beginUploadFolder } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

/** What a running product cannot show: the change log, roles, and failures half-way. */

let world: UploadsWorld
let models: string

beforeEach(async () => {
  world = await createUploadsWorld({ orders: { id: 'INTEGER' }, sales: { id: 'INTEGER' } }, ['sales'])
  models = world.models
  await writeFile(path.join(models, 'orders.yml'), model('orders'))
})
afterEach(() => world.end())

const model = (name: string): string => `models:\n  - name: ${name}\n    columns: [{ name: id }]\n`
const ctxOf = (userId: string): Promise<UploadsCtx> => world.ctxOf(userId)

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
  world.failCatalogAfter(1)
  await expect(importModels(ctx, into(next))).rejects.toMatchObject({ code: 'unavailable' })
  expect(await filesNow()).toEqual(['orders.yml', 'shop', 'shop/a.yml'])
  world.failCatalogAfter(0)
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
  expect([world.tables(), await filesNow()]).toEqual([[], ['both.yml', 'orders.yml']])
  expect(await lastChange('uploads.delete_table')).toMatchObject({ before: { table: 'sales', files: [{ path: 'sales.yml' }] } })
  await expect(deleteUploadedTable(ctx, { projectId: world.projectId, table: 'orders' })).rejects.toMatchObject({ code: 'not_found' })
})

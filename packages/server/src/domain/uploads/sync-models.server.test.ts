import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeZip } from '@atrium/semantic'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createUploadsWorld, type UploadsWorld } from './testing/uploads-world.ts'
import { syncModels, type SyncedModels } from './sync-models.ts'
import { undoModelSync } from './undo-model-sync.ts'

let world: UploadsWorld
beforeEach(async () => {
  world = await createUploadsWorld()
  await writeFile(path.join(world.models, 'own.yml'), 'models:\n  - name: own\n    columns: [{ name: id }]\n')
})
afterEach(() => world.end())

const model = (id: string, more = ''): string =>
  `id: ${id}\nbase_sql_table: ${id}\ndimensions:\n  - {id: id, type: number, unique: true}\nmeasures:\n  - {id: rows, func: count}\n${more}`
const zip = (files: Record<string, string>): Buffer =>
  Buffer.from(writeZip(Object.entries(files).map(([name, text]) => ({ path: name, bytes: new TextEncoder().encode(text) }))))

async function sync(files: Record<string, string> | Buffer, options: { dryRun?: boolean; userId?: string; folder?: string } = {}): Promise<SyncedModels> {
  const ctx = await world.ctxOf(options.userId ?? world.userId)
  const archive = Buffer.isBuffer(files) ? files : zip(files)
  return syncModels(ctx, { projectId: world.projectId, folder: options.folder ?? 'hex', fileName: 'models.zip', archive, dryRun: options.dryRun ?? false })
}
const undo = async () => undoModelSync(await world.ctxOf(world.userId), { projectId: world.projectId, folder: 'hex' })
const filesNow = async (): Promise<string[]> => (await readdir(world.models, { recursive: true })).filter((name) => name.endsWith('ml')).toSorted()

it('makes a folder what the archive holds: the next archive is the whole truth for it', async () => {
  const first = await sync({ 'a.yml': model('orders'), 'b.yml': model('sales') })
  expect(first).toMatchObject({ applicable: true, changed: true, compiled: { broken: 0 } })
  expect(first.report.contents).toEqual(
    ['orders', 'sales'].flatMap((name, place) =>
      [
        { kind: 'model', name },
        { kind: 'dimension', name: 'id' },
        { kind: 'measure', name: 'rows' },
      ].map((item) => ({ ...item, model: name, file: `hex/${place === 0 ? 'a' : 'b'}.yml` })),
    ),
  )
  expect(await filesNow()).toEqual(['hex/a.yml', 'hex/b.yml', 'own.yml'])
  const second = await sync({ 'a.yml': model('orders', 'description: x\n') })
  expect(second.report.files).toEqual({ created: [], overwritten: ['hex/a.yml'], removed: ['hex/b.yml'], kept: [] })
  expect(second.report.problems).toMatchObject([{ severity: 'warning', impacts: ['sales'] }])
  expect(await filesNow()).toEqual(['hex/a.yml', 'own.yml'])
  expect(await sync({ 'a.yml': model('orders', 'description: x\n') })).toMatchObject({ changed: false, compiled: null })
})

it('only says what would happen when asked for no more', async () => {
  const { applicable, changed, report } = await sync({ 'a.yml': model('orders') }, { dryRun: true })
  expect([applicable, changed, report.files.created, report.schemas]).toEqual([true, false, ['hex/a.yml'], { orders: { id: 'number' } }])
  expect(await filesNow()).toEqual(['own.yml'])
})

it('says what is skipped, what differs and what is wrong, by model', async () => {
  const { report } = await sync(
    {
      'a.yml': model('orders', '  - {id: now, func_calc: "now()"}\n'),
      'b.yml': 'id: lost\nbase_sql_table: lost\ndimensions: [{id: x, type: other}, {id: bad, type: string, expr_sql: "${gone}"}]\n',
    },
    { dryRun: true },
  )
  expect(report.skipped).toMatchObject({ orders: [{ what: 'measure orders.now', file: 'hex/a.yml', line: 7 }], lost: [{ what: 'dimension lost.bad' }] })
  expect(report.warnings).toEqual(['hex/b.yml:3 dimension lost.x: its type other is text here'])
})

it('all or nothing: with something fatal nothing is changed', async () => {
  await sync({ 'a.yml': model('orders') })
  const taken = await sync({ 'a.yml': model('orders'), 'b.yml': model('own') })
  expect(taken).toMatchObject({
    applicable: false,
    changed: false,
    report: { problems: expect.arrayContaining([expect.objectContaining({ severity: 'fatal', impacts: ['own'] })]) },
  })
  const none = await sync({ 'a.yml': 'id: x\nbase_sql_table: x\ntype: view\nbase: nobody\n' })
  expect(none).toMatchObject({ applicable: false, report: { problems: expect.arrayContaining([expect.objectContaining({ severity: 'fatal' })]) } })
  expect(await filesNow()).toEqual(['hex/a.yml', 'own.yml'])
})

it('touches nothing that people wrote', async () => {
  await sync({ 'a.yml': model('orders') })
  const mine = path.join(world.models, 'hex/mine.yml')
  await writeFile(mine, model('mine'))
  const { report } = await sync({ 'b.yml': model('sales') })
  expect(report.files).toEqual({ created: ['hex/b.yml'], overwritten: [], removed: ['hex/a.yml'], kept: ['hex/mine.yml'] })
  expect(await readFile(mine, 'utf8')).toBe(model('mine'))
  expect(await sync({ 'mine.yml': model('sales') })).toMatchObject({ applicable: false })
  // A file of the archive that somebody edited here is not written over either.
  await writeFile(path.join(world.models, 'hex/b.yml'), model('sales', 'description: edited\n'))
  const edited = await sync({ 'b.yml': model('sales') })
  expect(edited.report.problems[0]).toMatchObject({ severity: 'fatal', causes: [{ file: 'hex/b.yml' }] })
  // Nor is a folder that no synchronization made.
  await mkdir(path.join(world.models, 'other'))
  await writeFile(path.join(world.models, 'other/x.yml'), model('x'))
  expect(await sync({ 'y.yml': model('y') }, { folder: 'other' })).toMatchObject({
    applicable: false,
    report: { problems: [{ causes: [{ file: 'other/x.yml' }] }] },
  })
  expect(await readFile(path.join(world.models, 'other/x.yml'), 'utf8')).toBe(model('x'))
})

it('is taken back in one step, and is in the change log', async () => {
  await sync({ 'a.yml': model('orders') })
  await sync({ 'b.yml': model('sales') })
  expect(await undo()).toMatchObject({ restored: ['hex/a.yml'], removed: ['hex/b.yml'] })
  expect(await filesNow()).toEqual(['hex/a.yml', 'own.yml'])
  await expect(undo()).rejects.toMatchObject({ code: 'not_found' })
  await sync({ 'a.yml': model('orders'), 'b.yml': model('sales') })
  await rm(path.join(world.models, 'hex/b.yml'))
  await expect(undo()).rejects.toMatchObject({ code: 'conflict' })
  const lines = await world.test.db.selectFrom('change_log').select(['operation', 'actor_id']).where('target_id', '=', 'hex/').orderBy('id').execute()
  expect(lines.map(({ operation }) => operation)).toEqual(['models.sync', 'models.sync', 'models.undo_sync', 'models.sync'])
  expect(lines.every(({ actor_id: by }) => by === world.userId)).toBe(true)
})

it('the first one taken back leaves no folder', async () => {
  await sync({ 'a.yml': model('orders') })
  expect(await undo()).toMatchObject({ restored: [], removed: ['hex/a.yml'] })
  expect(await filesNow()).toEqual(['own.yml'])
  expect(await sync({ 'a.yml': model('orders') })).toMatchObject({ changed: true })
})

it('that fails half-way leaves everything as it was', async () => {
  await sync({ 'a.yml': model('orders') })
  world.failCatalogAfter(2)
  await expect(sync({ 'b.yml': model('sales') })).rejects.toMatchObject({ code: 'unavailable' })
  expect(await filesNow()).toEqual(['hex/a.yml', 'own.yml'])
})

it('two at once come one after the other', async () => {
  const done = await Promise.all([sync({ 'a.yml': model('orders') }), sync({ 'a.yml': model('orders', 'description: b\n') })])
  expect(done.map(({ changed }) => changed)).toEqual([true, true])
  const text = await readFile(path.join(world.models, 'hex/a.yml'), 'utf8')
  expect(await sync({ 'a.yml': text })).toMatchObject({ applicable: true, changed: false })
})

it('is for developers, and takes archives alone', async () => {
  const editor = await world.person('editor')
  await expect(sync({ 'a.yml': model('orders') }, { userId: editor })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(sync(Buffer.from('id: a\n'))).rejects.toMatchObject({ code: 'invalid' })
  await expect(sync({ 'readme.md': '# nothing' })).rejects.toMatchObject({ message: expect.stringContaining('no models') })
  await expect(sync(zip({ 'a.yml': model('orders') }), { folder: '../out' })).rejects.toMatchObject({
    code: 'invalid',
    details: { reason: 'model_folder_name' },
  })
})

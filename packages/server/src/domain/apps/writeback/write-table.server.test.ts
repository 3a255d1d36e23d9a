import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { perform } from '../../../access/operation.ts'
import type { Actor } from '../../../access/actor.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { createExecutionWorld, notebookOf, ordersModel, type ExecutionWorld, type GivenCell, type TestSession } from '../execution/testing/execution-world.ts'
import type { RunCells } from '../execution/run-cells-port.ts'
import { createSpace } from '../../content/create-space.ts'
import { createNotebook } from '../create-notebook.ts'
import { updateNotebook } from '../update-notebook.ts'
import { switchWriteback } from '../../projects/writeback/writeback-switch.ts'
import { forgetWrittenTable, getWrittenTables } from '../../projects/writeback/written-tables.ts'
import { runCells } from '../execution/run-cells.ts'

let world: ExecutionWorld
let notebookId: string
let whileWriting: () => Promise<void> | void = () => undefined
beforeAll(async () => {
  world = await createExecutionWorld({ whileWriting: async () => whileWriting() })
  const place = { projectId: world.project.id, name: 'Writer' }
  const { id: spaceId } = await world.content.as(world.content.userId, createSpace, { ...place, isPrivate: false })
  const { id } = await world.content.as(world.content.userId, createNotebook, { ...place, spaceId })
  notebookId = id
})
afterAll(() => world.end())

const switchTo = async (prefix: string | null): Promise<unknown> =>
  perform(switchWriteback, await world.ctx(), { projectId: world.project.id, place: prefix === null ? null : { schema: null, prefix } })
beforeEach(async () => {
  whileWriting = () => undefined
  await switchTo('app_')
})

const source: GivenCell = { kind: 'sql', name: 'made', on: 'warehouse', sql: 'SELECT id, status, amount, day FROM orders WHERE id <= 3 ORDER BY id' }
const writer = (table: string, mode: 'append' | 'replace' = 'append', of = 'made'): GivenCell => ({ kind: 'writeback', id: 'w', of, table, mode })
const open = (cells: readonly GivenCell[], more: Partial<RunCells> = {}, userId?: string): TestSession =>
  world.session(notebookOf(cells), userId, { notebookId, ...more })
/** What SQL finds in a table now. */
async function rowsIn(table: string, select = 'count(*)'): Promise<unknown[][]> {
  const session = open([{ kind: 'sql', name: 'found', on: 'warehouse', sql: `SELECT ${select} FROM ${table}` }])
  await session.run({ how: 'all' })
  return session.of('found').failure === null ? session.rows('found') : []
}

describe('a table that a cell writes', () => {
  it('has the rows of the result with their types, behind those of before or in their place', async () => {
    const session = open([source, writer('app_orders')])
    expect(await session.run({ how: 'all' })).toMatchObject({ state: 'completed' })
    expect(session.of('w').written).toMatchObject({ table: 'app_orders', mode: 'append', rows: 3 })
    expect(await rowsIn('app_orders', 'id, status, amount, day, typeof(amount) AS kind')).toEqual([
      [1, 'open', 1.5, '2026-01-02', 'DECIMAL(21,1)'],
      [2, 'lost', 3, '2026-01-03', 'DECIMAL(21,1)'],
      [3, 'paid', 4.5, '2026-01-04', 'DECIMAL(21,1)'],
    ])
    await session.run({ how: 'cells', cells: ['w'], reach: 'auto' })
    expect(await rowsIn('app_orders')).toEqual([[6]])
    await open([source, writer('main.APP_orders', 'replace')]).run({ how: 'all' })
    expect(await rowsIn('app_orders')).toEqual([[3]])
    const { tables } = await perform(getWrittenTables, await world.ctx(), { projectId: world.project.id })
    expect(tables).toMatchObject([{ name: 'app_orders', rows: 3, mode: 'replace', notebook: { name: 'Writer' }, writtenBy: { id: world.content.userId } }])
  })

  it('is read anew by whoever reads it, be it an answer that was kept', async () => {
    const session = open([source, writer('app_fresh'), { kind: 'sql', name: 'after', on: 'warehouse', sql: 'SELECT count(*) AS n FROM app_fresh' }])
    expect(await session.run({ how: 'all' })).toMatchObject({ state: 'completed', done: ['made', 'w', 'after'] })
    expect(await session.rows('after')).toEqual([[3]])
    await session.run({ how: 'cells', cells: ['w'], reach: 'only' })
    // Nothing of it was run, but it is known not to be what it would be.
    await session.run({ how: 'stale' })
    expect(await session.rows('after')).toEqual([[6]])
    expect(session.of('after').cache).toBe('miss')
    const other = open([{ kind: 'sql', name: 'after', on: 'warehouse', sql: 'SELECT count(*) AS n FROM app_fresh' }])
    await other.run()
    expect(await other.rows('after')).toEqual([[6]])
  })

  it('is read anew by the same run that wrote it, however often all of it is run', async () => {
    const session = open([source, writer('app_again'), { kind: 'sql', name: 'after', on: 'warehouse', sql: 'SELECT count(*) AS n FROM app_again' }])
    await session.run({ how: 'all' })
    // Keeps an answer for the data that the next run begins with.
    await session.run({ how: 'cells', cells: ['after'], reach: 'only' })
    await session.run({ how: 'all' })
    expect(await session.rows('after')).toEqual([[6]])
    expect(session.of('after').cache).toBe('miss')
  })

  it('is behind an explore on it, which is known to be old after it and waits for the cell above that writes it', async () => {
    world.useModel(`${ordersModel}
  - name: app_modelled
    columns:
      - name: id
        meta: { dimension: { type: number }, metrics: { number_of: { type: count } } }
`)
    const explore = (exploreName: string, metric: string): GivenCell => ({
      kind: 'explore',
      name: `of_${exploreName}`,
      exploreName,
      query: { dimensions: [], metrics: [`${exploreName}_${metric}`], filters: {}, sorts: [], limit: 10, tableCalculations: [] } as never,
    })
    await open([source, writer('app_modelled')]).run({ how: 'all' })
    const session = open([explore('app_modelled', 'number_of'), explore('orders', 'count'), source, writer('app_modelled')])
    await session.run({ how: 'cells', cells: ['of_app_modelled', 'of_orders'], reach: 'only' })
    expect(await session.rows('of_app_modelled')).toEqual([[3]])
    await session.run({ how: 'cells', cells: ['w'], reach: 'auto' })
    expect(await session.run({ how: 'stale' })).toMatchObject({ done: ['of_app_modelled'] })
    expect(await session.rows('of_app_modelled')).toEqual([[6]])
    const below = open([source, writer('app_modelled'), explore('app_modelled', 'number_of')])
    expect(await below.run({ how: 'all' })).toMatchObject({ done: ['made', 'w', 'of_app_modelled'] })
    expect(await below.rows('of_app_modelled')).toEqual([[9]])
  })

  it('is on the list with whether it is still there, until somebody takes it off', async () => {
    await open([source, writer('app_stays')]).run({ how: 'all' })
    await open([source, writer('app_leaves')]).run({ how: 'all' })
    await open([source, writer('app_other')]).run({ how: 'all' })
    const ctx = await world.ctx()
    const key = { projectId: world.project.id }
    const { db } = world.content.test
    await ctx.warehouses.of(world.project).removeTable('app_leaves')
    // There was one of this name that a cell had made; now it is the warehouse's own.
    await db.updateTable('written_tables').set({ name: 'orders' }).where('name', '=', 'app_other').execute()
    const list = async (more: object = {}) => perform(getWrittenTables, { ...ctx, ...more }, key)
    const states = async (): Promise<unknown> => Object.fromEntries((await list()).tables.map(({ name, state }) => [name, state]))
    expect(await states()).toMatchObject({ app_stays: 'here', app_leaves: 'gone', orders: 'other' })

    const away = () => Promise.reject(new AppError('unavailable', 'The server is away'))
    const unasked = await list({ warehouses: { of: () => ({ tableStates: away }) } })
    expect(unasked).toMatchObject({
      unasked: 'The server is away',
      tables: expect.arrayContaining([expect.objectContaining({ name: 'app_stays', state: null })]) as object,
    })

    await perform(forgetWrittenTable, ctx, { ...key, name: 'app_leaves' })
    expect((await list()).tables.map(({ name }) => name)).not.toContain('app_leaves')
    await expect(perform(forgetWrittenTable, ctx, { ...key, name: 'app_leaves' })).rejects.toMatchObject({ code: 'not_found' })
    const logged = await db.selectFrom('change_log').select('before').where('operation', '=', 'writeback.forget_table').execute()
    expect(logged).toEqual([{ before: { writtenTable: 'app_leaves' } }])
  })

  it('is on the list although its notebook is gone by the time that it is written', async () => {
    const place = { projectId: world.project.id, name: 'Short-lived' }
    const { id: spaceId } = await world.content.as(world.content.userId, createSpace, { ...place, isPrivate: false })
    const { id } = await world.content.as(world.content.userId, createNotebook, { ...place, spaceId })
    const { db } = world.content.test
    const version = async (): Promise<string> =>
      (await db.selectFrom('projects').select('data_version').where('id', '=', world.project.id).executeTakeFirstOrThrow()).data_version
    const before = await version()
    whileWriting = async () => void (await db.deleteFrom('resources').where('id', '=', id).execute())
    expect(await open([source, writer('app_orphan')], { notebookId: id }).run({ how: 'all' })).toMatchObject({ state: 'completed' })
    expect(await version()).not.toBe(before)
    const { tables } = await perform(getWrittenTables, await world.ctx(), { projectId: world.project.id })
    expect(tables.find(({ name }) => name === 'app_orphan')).toMatchObject({ rows: 3, notebook: null, writtenBy: { id: world.content.userId } })
    const logged = await db.selectFrom('change_log').select('actor_id').where('operation', '=', 'app_tables.record').where('target_id', '=', id).execute()
    expect(logged).toEqual([{ actor_id: world.content.userId }])
  })

  it('is written when somebody says so, not because something before it changed', async () => {
    const session = open([source, writer('app_by_itself')])
    await session.run({ how: 'stale' })
    await session.run({ how: 'cells', cells: ['made'], reach: 'auto' })
    expect(session.outcomes.has('w')).toBe(false)
    expect(await rowsIn('app_by_itself')).toEqual([])
  })

  it('is not written by looking for a value that a list offers of it', async () => {
    const asked: GivenCell[] = [
      source,
      writer('app_offered'),
      { kind: 'sql', name: 'offers', on: 'warehouse', sql: 'SELECT DISTINCT status FROM app_offered' },
      { kind: 'input', id: 'pick', name: 'pick', input: { type: 'dropdown', default: null, options: { of: 'offers', column: 'status' } } },
      { kind: 'text', id: 'said', markdown: '{{ pick }}' },
    ]
    const session = open(asked)
    await session.run({ how: 'cells', cells: ['said'], reach: 'only' })
    expect(session.outcomes.has('w')).toBe(false)
    expect(session.outcomes.has('pick')).toBe(true)
    expect(await rowsIn('app_offered')).toEqual([])
  })

  it('is written by no run that only looks, which says so', async () => {
    const session = open([source, writer('app_preview')], { occasion: 'app' })
    expect(await session.run({ how: 'app', writes: false })).toMatchObject({ state: 'completed' })
    expect(session.of('w')).toMatchObject({ state: 'left_out', notes: [{ reason: 'writes_nothing' }] })
    expect(await rowsIn('app_preview')).toEqual([])
    expect(await session.run({ how: 'app', writes: true })).toMatchObject({ state: 'completed', done: ['made', 'w'] })
    expect(await rowsIn('app_preview')).toEqual([[3]])
  })

  it('has the rows of both when two append at once', async () => {
    const runs = await Promise.all([open([source, writer('app_both')]).run({ how: 'all' }), open([source, writer('app_both')]).run({ how: 'all' })])
    expect(runs.map(({ state }) => state)).toEqual(['completed', 'completed'])
    expect(await rowsIn('app_both')).toEqual([[6]])
  })

  it('stays as it was when rows do not fit, or the run is cancelled', async () => {
    await open([source, writer('app_kept')]).run({ how: 'all' })
    const wider = open([{ ...source, sql: 'SELECT 1 AS id, 2 AS more' }, writer('app_kept')])
    await wider.run({ how: 'all' })
    expect(wider.of('w').failure).toMatchObject({ reason: 'write_columns', message: expect.stringContaining('“more”') as string })
    const wrong = open([{ ...source, sql: "SELECT 'many' AS id" }, writer('app_kept')])
    await wrong.run({ how: 'all' })
    expect(wrong.of('w').failure).toMatchObject({ reason: 'write_values' })
    const abort = new AbortController()
    const stopped = open([{ ...source, sql: 'SELECT range AS id FROM range(900000)' }, writer('app_kept')])
    let middles = 0
    whileWriting = async () => {
      middles++
      // The process that makes the table is there by then, and has not begun.
      await setImmediate()
      abort.abort()
    }
    expect(await stopped.run({ how: 'all' }, {}, abort.signal)).toMatchObject({ state: 'cancelled', done: ['made'] })
    whileWriting = () => undefined
    expect(middles).toBe(1)
    expect(await rowsIn('app_kept')).toEqual([[3]])
  })
})

describe('a cell that writes', () => {
  const failureOf = async (cells: readonly GivenCell[], more: Partial<RunCells> = {}, userId?: string): Promise<string | null | undefined> => {
    const session = open(cells, more, userId)
    await session.run({ how: 'all' })
    const { failure } = session.of('w')
    return failure === null ? null : (failure.reason ?? failure.code)
  }

  it('is refused while the project does not allow it, and outside of what it allows', async () => {
    expect(await failureOf([source, writer('kept')])).toBe('table_outside')
    expect(await failureOf([source, writer('other.app_kept')])).toBe('table_outside')
    expect(await failureOf([source, writer('shop.main.app_kept')])).toBe('table_outside')
    await switchTo(null)
    expect(await failureOf([source, writer('app_kept')])).toBe('writeback_off')
    await switchTo('')
    // Of somebody else: made by hand, not by a cell.
    expect(await failureOf([source, writer('orders', 'replace')])).toBe('table_not_ours')
    expect(await failureOf([source, writer('_orders')])).toBe('table_name')
    expect(await rowsIn('orders')).toEqual([[300]])
  })

  it('takes no more of a name than a name, and no more of a prefix', async () => {
    expect(() => notebookOf([source, writer('app_x"; DROP TABLE orders; --')])).toThrow('A table is named')
    await expect(switchTo('a"b')).rejects.toMatchObject({ code: 'invalid' })
    await expect(switchTo('../a')).rejects.toMatchObject({ code: 'invalid' })
    await open([{ ...source, sql: `SELECT 1 AS "x"" FROM orders; --", 'it''s' AS "é 1"` }, writer('app_quoted')]).run({ how: 'all' })
    expect(await rowsIn('app_quoted', '*')).toEqual([[1, "it's"]])
  })

  it('writes all rows or none', async () => {
    expect(await failureOf([{ ...source, limit: 2 }, writer('app_cut')])).toBe('source_cut')
    expect(await rowsIn('app_cut')).toEqual([])
  })

  it('is for people: who may write SQL in a notebook, who may do more than look in an app', async () => {
    const [viewer, interactive] = await Promise.all([world.person('viewer'), world.person('interactive_viewer')])
    expect(await failureOf([source, writer('app_draft')], {}, interactive)).toBe('space_access')
    expect(await rowsIn('app_draft')).toEqual([])
    expect(await failureOf([source, writer('app_app')], { occasion: 'app' }, viewer)).toBe('role')
    expect(await rowsIn('app_app')).toEqual([])
    expect(await failureOf([source, writer('app_app')], { occasion: 'app' }, interactive)).toBeNull()
    expect(await rowsIn('app_app')).toEqual([[3]])
  })

  it('gets other rows only by whoever may write SQL', async () => {
    const editor = await world.person('interactive_viewer')
    const place = { projectId: world.project.id, name: 'Swapped' }
    const { id: spaceId } = await world.content.as(world.content.userId, createSpace, { ...place, access: [{ userId: editor, role: 'editor' }] })
    const some: GivenCell = { ...source, name: 'some' }
    const filter = (id: string, name: string, status: string): GivenCell => {
      const rules = [{ column: 'status', operator: 'equals' as const, values: [status] }]
      return { kind: 'filter', id, name, of: 'some', match: 'all', rules }
    }
    const made = filter('f', 'made', 'open')
    const document = notebookOf([some, made, writer('app_swapped')])
    const { id } = await world.content.as(world.content.userId, createNotebook, { ...place, spaceId, document })
    const save = (cells: readonly GivenCell[]): Promise<unknown> =>
      world.content.as(editor, updateNotebook, { idOrSlug: id, change: {}, document: notebookOf(cells) }).then(
        () => 'saved',
        (error: unknown) => (error as { code: string }).code,
      )
    expect(await save([{ kind: 'text', id: 'more', markdown: 'More' }, { ...some, title: 'Some' }, made, writer('app_swapped')])).toBe('saved')
    expect(await save([some, filter('f', 'made', 'lost'), writer('app_swapped')])).toBe('forbidden')
    expect(await save([some, filter('g', 'made', 'lost'), filter('f', 'old', 'open'), writer('app_swapped')])).toBe('forbidden')
    expect(await save([some, made])).toBe('saved')
  })

  it('writes nothing for whoever looks at an app from elsewhere', async () => {
    const ctx = await world.ctx()
    const actor: Actor = { kind: 'embed', sessionId: newId(), creator: ctx.actor, attributes: {}, organizationId: null } as never
    const session = open([source, writer('app_embedded')])
    const outcomes = session.outcomes
    await runCells(
      { ...ctx, actor },
      {
        project: world.project,
        notebookId,
        document: notebookOf([source, writer('app_embedded')]),
        kernels: null as never,
        inputs: new Map(),
        wanted: { how: 'all' },
        kept: new Map(),
        occasion: 'app',
        usesCachedSql: true,
        onOutcome: (outcome) => void outcomes.set(outcome.cellId, outcome),
      },
    )
    expect(session.of('w').failure?.reason).toBe('writeback_embedded')
    expect(await rowsIn('app_embedded')).toEqual([])
  })
})

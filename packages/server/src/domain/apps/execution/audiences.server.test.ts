import type { InputValue } from '@atrium/documents'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openKernels } from '../../../kernels/testing/open-kernels.ts'
import { createSpace } from '../../content/create-space.ts'
import { createNotebook } from '../create-notebook.ts'
import { publish } from '../publication-store.ts'
import { viewOfCell } from './cell-view.ts'
import { csvOfCell } from './csv-of-cell.ts'
import { standingOf } from './standing.ts'
import { createExecutionWorld, notebookOf, ordersModel, type ExecutionWorld, type GivenCell, type TestSession } from './testing/execution-world.ts'

const guarded = ordersModel.replace('  - name: orders\n', '  - name: orders\n    meta: { sql_filter: "${TABLE}.region = ${lightdash.attributes.region}" }\n')

let world: ExecutionWorld
let kernels: Awaited<ReturnType<typeof openKernels>>
beforeAll(async () => {
  kernels = await openKernels({ limits: { memoryMb: 256 } })
  world = await createExecutionWorld({ kernels: kernels.kernels })
  const { content } = world
  await content.as(content.userId, createSpace, { projectId: content.projectId, name: 'Open', isPrivate: false })
})
afterEach(() => world.useModel(ordersModel))
afterAll(async () => {
  await world.end()
  await kernels.end()
})

const sql = (name: string, text: string, on: 'warehouse' | 'results' = 'warehouse'): GivenCell => ({ kind: 'sql', name, sql: text, on })
const code = (id: string, text: string): GivenCell => ({ id, kind: 'code', language: 'typescript', code: text })
const text = (id: string, markdown: string): GivenCell => ({ id, kind: 'text', markdown })
const counted = sql('counted', 'SELECT count(*) AS n FROM orders')
const shown: GivenCell = { id: 'shown', kind: 'single_value', of: 'counted', column: 'n' }
const totals: GivenCell = {
  kind: 'explore',
  name: 'totals',
  exploreName: 'orders',
  query: { exploreName: 'orders', dimensions: ['orders_region'], metrics: ['orders_count'], filters: {}, sorts: [], limit: 100, tableCalculations: [] },
}

const scopeOf = (cells: readonly GivenCell[], { outcomes }: TestSession) => ({
  project: world.project,
  notebookId: world.content.projectId,
  document: notebookOf(cells),
  inputs: new Map<string, InputValue>(),
  kept: outcomes,
  occasion: 'logic' as const,
})

async function component(cells: readonly GivenCell[]): Promise<string> {
  const { content } = world
  const { id } = await content.as(content.userId, createNotebook, {
    projectId: content.projectId,
    name: 'Part',
    document: notebookOf(cells, { type: 'component' }),
  })
  await content.test.db.transaction().execute((tx) => publish(tx, { resourceId: id, revision: 1, authorId: null, at: new Date() }))
  return id
}

describe('the audience of a cell', () => {
  it('is that of what the cell reads: a cell that depends on whoever looks leaves what came of others as it is', async () => {
    world.useModel(guarded)
    const before = [counted, shown, text('said', 'Orders')]
    const person = await world.person('editor', { region: ['north'] })
    const session = world.session(notebookOf(before), person)
    await session.run()
    for (const added of [
      totals,
      text('greeting', '{{ user_email }}'),
      { id: 'part', kind: 'component', componentId: await component([counted]), version: null },
    ] as const) {
      const cells = [...before, added]
      const standing = await standingOf(await world.ctx(person), scopeOf(cells, session))
      expect(await standing.stale()).toEqual([notebookOf(cells).cells.at(-1)?.id])
      expect([...session.outcomes.values()].every((outcome) => standing.maySee(outcome))).toBe(true)
    }
  })

  it('is shared with others where nothing that it reads depends on them, however they came to it, and nowhere else', async () => {
    world.useModel(guarded)
    const cells: GivenCell[] = [
      counted,
      shown,
      totals,
      sql('again', 'SELECT * FROM totals', 'results'),
      sql('both', 'SELECT again.orders_region AS region, counted.n FROM again, counted', 'results'),
      { kind: 'filter', name: 'passing', of: 'both', match: 'all', rules: [{ column: 'n', operator: 'greaterThan', values: [1] }] },
      { id: 'drawn', kind: 'table', of: 'passing' },
      { id: 'first', kind: 'single_value', of: 'both', column: 'region' },
      { kind: 'input', name: 'region', input: { type: 'dropdown', default: null, options: { of: 'totals', column: 'orders_region' } } },
      sql('chosen', 'SELECT {{ region }} AS region, count(*) AS n FROM orders'),
      sql('of_them', 'SELECT {{ user_attributes.region }} AS region'),
      { id: 'part', kind: 'component', componentId: await component([totals]), version: null, results: { taken: 'totals' } },
      sql('behind_part', 'SELECT * FROM taken', 'results'),
      code('code', 'const found = (await sql("SELECT orders_region FROM totals")).at(0).orders_region'),
      text('of_code', '{{ found }}'),
      text('perhaps', '{% if 1 > 2 %}{% set user_attributes = [] %}{% endif %}{{ user_attributes.region }}'),
    ]
    const document = notebookOf(cells)
    const [one, two] = await Promise.all(['north', 'south'].map((region) => world.person('editor', { region: [region] })))
    const [north, south] = [world.session(document, one), world.session(document, two)]
    for (const session of [north, south]) expect(await session.run()).toMatchObject({ state: 'completed' })

    const isShared = (id: string): boolean => north.of(id).audience === south.of(id).audience
    expect(cells.map((cell) => cell.id ?? ('name' in cell ? cell.name : '')).filter(isShared)).toEqual(['counted', 'shown'])
    expect(south.of('counted').tables).toEqual(north.of('counted').tables)
    const ofRegion = async (session: TestSession): Promise<unknown[]> => [
      ...(await Promise.all(
        ['totals', 'again', 'both', 'passing', 'of_them', 'behind_part'].map(async (name) => (await session.rows(name)).map(([region]) => region)),
      )),
      session.of('of_code').text,
    ]
    expect(await ofRegion(north)).toEqual([...Array.from({ length: 6 }, () => ['north']), 'north'])
    expect(await ofRegion(south)).toEqual([...Array.from({ length: 6 }, () => ['south']), 'south'])

    // What came of cells for somebody else is as if it was not there, however it is looked at.
    const [ctx, scope] = [await world.ctx(two), scopeOf(cells, north)]
    const standing = await standingOf(ctx, scope)
    expect([...north.outcomes.values()].filter((outcome) => standing.maySee(outcome)).map(({ cellId }) => cellId)).toEqual(['counted', 'shown'])
    for (const cellId of ['totals', 'again', 'both', 'passing', 'drawn', 'first', 'region', 'chosen', 'of_them', 'part', 'behind_part'])
      await expect(viewOfCell(ctx, scope, { cellId })).rejects.toMatchObject({ details: { reason: 'source_not_run' } })
    expect(await viewOfCell(ctx, scope, { cellId: 'of_code' })).toEqual({ kind: 'text', markdown: '' })
    for (const cellId of ['totals', 'drawn', 'behind_part'])
      await expect(csvOfCell(ctx, scope, { cellId })).rejects.toMatchObject({ details: { reason: 'source_not_run' } })
    expect(await viewOfCell(ctx, scope, { cellId: 'counted' })).toMatchObject({ rows: [[300]] })
    // Not for what says that it is everybody's either: rows are found by whose they are.
    const disguised = new Map([...north.outcomes].map(([id, outcome]) => [id, { ...outcome, audience: south.of(id).audience }]))
    await expect(viewOfCell(ctx, { ...scope, kept: disguised }, { cellId: 'drawn' })).rejects.toMatchObject({ details: { reason: 'result_gone' } })
  })

  it('is not that of everybody for somebody of whom nothing is known', async () => {
    const session = world.session(notebookOf([text('said', '{{ user_attributes }}')]), world.content.userId, { attributes: {} })
    await session.run()
    const standing = await standingOf(await world.ctx(), scopeOf([text('said', 'Orders')], session))
    expect(standing.maySee(session.of('said'))).toBe(false)
  })
})

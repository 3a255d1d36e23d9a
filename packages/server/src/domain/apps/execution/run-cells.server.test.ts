import type { InputValue } from '@atrium/documents'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSpaceAccess } from '../../content/space-access.ts'
import { createSpace } from '../../content/create-space.ts'
import { createNotebook } from '../create-notebook.ts'
import { publish } from '../publication-store.ts'
import { updateNotebook } from '../update-notebook.ts'
import { viewOfCell } from './cell-view.ts'
import { componentVersions } from './component-versions.ts'
import { csvOfCell } from './csv-of-cell.ts'
import { createExecutionWorld, notebookOf, ordersModel, type ExecutionWorld, type GivenCell, type TestSession } from './testing/execution-world.ts'

let world: ExecutionWorld
beforeAll(async () => {
  world = await createExecutionWorld()
})
afterAll(() => world.end())

const sql = (name: string, text: string, more: object = {}): GivenCell => ({ kind: 'sql', name, sql: text, on: 'warehouse', ...more })
const onResults = (name: string, text: string): GivenCell => sql(name, text, { on: 'results' })
const status: GivenCell = { kind: 'input', name: 'status', input: { type: 'text', default: 'paid' } }

const explore = (name: string, more: object = {}): GivenCell => ({
  kind: 'explore',
  name,
  exploreName: 'orders',
  query: {
    exploreName: 'orders',
    dimensions: ['orders_region'],
    metrics: ['orders_total'],
    filters: {},
    sorts: [{ fieldId: 'orders_region', descending: false }],
    limit: 100,
    tableCalculations: [],
    ...more,
  },
})

describe('cells of SQL', () => {
  it('ask the warehouse with values of inputs, and results of each other', async () => {
    const session = world.session(
      notebookOf([
        status,
        sql('chosen', 'SELECT region, sum(amount) AS total FROM orders WHERE status = {{ status }} GROUP BY 1'),
        onResults('best', 'SELECT region FROM chosen ORDER BY total DESC LIMIT 1'),
        { kind: 'text', markdown: 'Orders that are {{ status }}' },
      ]),
    )
    expect(await session.run()).toEqual({ state: 'completed', done: expect.arrayContaining(['chosen', 'best']) as string[], failed: [], leftOut: [] })
    expect(await session.rows('best')).toEqual([['north']])
    expect(session.of('text4').text).toBe('Orders that are paid')
  })

  it('of the warehouse read what other SQL there asks, with its own values and limit, under names that tables have, too', async () => {
    const session = world.session(
      notebookOf([
        status,
        sql('orders', 'SELECT * FROM orders WHERE status = {{ status }} -- all of them', { limit: 7 }),
        sql('counted', 'WITH orders AS (SELECT * FROM orders) SELECT count(*) AS n, min(status) AS s FROM orders;'),
      ]),
    )
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(await session.rows('counted')).toEqual([[7, 'paid']])
  })

  it('bind values that look like SQL, and like the place of a value', async () => {
    for (const value of ["' OR 1=1 --", '{variables.v1}', "x'); DROP TABLE orders; --", '{{ status }}', '\\', '$$']) {
      const session = world.session(
        notebookOf([status, sql('one', 'SELECT {{ status }} AS said, 1 AS n'), sql('two', 'SELECT said, {{ status }} AS again FROM one')]),
      )
      session.inputs.set('status', value)
      expect(await session.run()).toMatchObject({ state: 'completed' })
      expect(await session.rows('two')).toEqual([[value, value]])
    }
  })

  it('say what is wrong, at its line in the cell, and leave out what reads it', async () => {
    const session = world.session(
      notebookOf([
        sql('a', 'SELECT 1 AS n'),
        sql('b', 'SELECT n\n, nonsense\nFROM a'),
        onResults('c', 'SELECT * FROM b'),
        { kind: 'chart', of: 'a', config: { type: 'pie', fieldConfig: { x: { reference: 'gone' }, y: [{ reference: 'n', aggregation: 'sum' }] } } },
        sql('wrong', '{% for x in 5 %}{% endfor %}'),
      ]),
    )
    expect(await session.run()).toMatchObject({
      state: 'failed',
      done: ['a'],
      failed: expect.arrayContaining(['b', 'chart4', 'wrong']) as string[],
      leftOut: ['c'],
    })
    expect(session.of('b').failure).toMatchObject({ code: 'query_failed', line: 2 })
    expect(session.of('c').state).toBe('left_out')
    expect(session.of('chart4').failure?.message).toContain('gone')
    expect(session.of('wrong').failure).toMatchObject({ reason: 'template' })
  })

  it('are refused what they may not ask', async () => {
    const session = world.session(
      notebookOf([
        sql('file', "SELECT * FROM read_csv('/etc/passwd')"),
        sql('two', 'SELECT 1; DROP TABLE orders'),
        onResults('other', 'SELECT * FROM orders'),
        sql('mixed', 'SELECT * FROM local'),
        onResults('local', 'SELECT 1 AS n'),
      ]),
    )
    expect((await session.run()).done).toEqual(['local'])
    expect(session.of('mixed').failure?.reason).toBe('not_in_warehouse')
  })

  it('on circles say so and keep nobody else from running', async () => {
    const session = world.session(notebookOf([onResults('a', 'SELECT * FROM b'), onResults('b', 'SELECT * FROM a'), sql('c', 'SELECT 1 AS n')]))
    expect(await session.run()).toMatchObject({ state: 'failed', done: ['c'], failed: ['a', 'b'] })
    expect(session.of('a').failure).toMatchObject({ reason: 'circle' })
  })

  it('are not fetched in a run of the app where only other SQL of the warehouse reads them', async () => {
    const cells = [sql('inner_rows', 'SELECT * FROM orders'), sql('outer_rows', 'SELECT count(*) AS n FROM inner_rows'), sql('unseen', 'SELECT 1 AS n')]
    const app = { elements: [{ uuid: 'e', cellId: 'outer_rows', x: 0, y: 0, w: 36, h: 1 }], tabs: [] }
    const session = world.session(notebookOf(cells, { app }))
    const before = world.asked()
    expect(await session.run({ how: 'app', writes: true }, { usesCachedSql: false })).toMatchObject({ state: 'completed', done: ['inner_rows', 'outer_rows'] })
    expect([session.of('inner_rows').notes[0]?.reason, session.of('inner_rows').tables, world.asked() - before]).toEqual(['not_fetched', {}, 1])
    expect(await session.rows('outer_rows')).toEqual([[300]])
  })

  it('run once more only where something that they ask has changed', async () => {
    const session = world.session(
      notebookOf([status, sql('all_rows', 'SELECT * FROM orders'), sql('chosen', 'SELECT {{ status }} AS s'), onResults('last', 'SELECT * FROM chosen')]),
    )
    await session.run()
    session.told.length = 0
    await session.run()
    expect(session.told).toEqual([])
    session.inputs.set('status', 'open')
    await session.run()
    expect(session.told.filter((one) => one.endsWith('done'))).toEqual(['status done', 'chosen done', 'last done'])
    expect(await session.rows('last')).toEqual([['open']])
  })
})

describe('cells of explores', () => {
  it('filter by inputs', async () => {
    const filters = { dimensions: { id: 'f', and: [{ id: 'r', target: { fieldId: 'orders_status' }, operator: 'equals', values: ['{{ status }}'] }] } }
    const session = world.session(notebookOf([status, explore('totals', { filters })]))
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(await session.rows('totals')).toEqual([
      ['north', 11475],
      ['south', 11250],
    ])
  })
})

describe('inputs that a result offers values for', () => {
  const cells: GivenCell[] = [
    { kind: 'input', name: 'region', input: { type: 'dropdown', default: 'north', options: { values: [{ value: 'north' }, { value: 'south' }] } } },
    onResults('cities', "SELECT * FROM (VALUES ('north', 'Kiel'), ('north', 'Hamburg'), ('south', 'Ulm')) AS t(region, city) WHERE region = {{ region }}"),
    { kind: 'input', name: 'city', input: { type: 'dropdown', default: null, options: { of: 'cities', column: 'city' } } },
    { kind: 'text', markdown: 'in {{ city }}' },
  ]

  it('have their default again, and run what reads them, when the value is not offered any more', async () => {
    const session = world.session(notebookOf(cells))
    session.inputs.set('city', 'Kiel')
    await session.run()
    expect([session.of('text4').text, session.inputs.get('city')]).toEqual(['in Kiel', 'Kiel'])
    session.inputs.set('region', 'south')
    await session.run()
    expect(session.inputs.has('city')).toBe(false)
    expect(session.of('city')).toMatchObject({ state: 'done', values: { city: null }, notes: [{ reason: 'value_not_offered' }] })
    expect(session.of('text4').text).toBe('in ')
    session.told.length = 0
    await session.run()
    expect(session.told).toEqual([])
  })

  it.each(['only', 'below', 'auto'] as const)('give no cell a value that is not offered, however little is asked for (%s)', async (reach) => {
    const session = world.session(notebookOf(cells))
    session.inputs.set('city', 'Ulm')
    await session.run({ how: 'cells', cells: ['text4'], reach })
    expect(session.of('text4').text).toBe('in ')
    session.inputs.set('city', 'Kiel')
    await session.run({ how: 'cells', cells: ['text4'], reach })
    expect(session.of('text4').text).toBe('in Kiel')
    session.inputs.set('region', 'south')
    await session.run({ how: 'cells', cells: ['text4'], reach })
    expect(session.of('text4').text).toBe('in ')
    expect(session.inputs.has('city')).toBe(false)
  })
})

describe('how old data are', () => {
  it('is told by whatever is made of them, as a reader may see no other cell', async () => {
    const session = world.session(
      notebookOf([
        { kind: 'input', name: 'wanted', input: { type: 'dropdown', default: 'north', options: { of: 'asked' } } },
        sql('asked', 'SELECT DISTINCT region FROM orders'),
        onResults('made', 'SELECT region FROM asked'),
        onResults('alone', 'SELECT 1 AS n'),
        { id: 'drawn', kind: 'table', of: 'made' },
        { id: 'said', kind: 'text', markdown: '{{ wanted }}' },
      ]),
    )
    await session.run()
    const { dataAsOf } = session.of('asked')
    expect(dataAsOf).not.toBeNull()
    expect(['made', 'drawn', 'alone', 'said'].map((id) => session.of(id).dataAsOf)).toEqual([dataAsOf, dataAsOf, null, null])
  })
})

describe('components', () => {
  beforeAll(() => world.content.as(world.content.userId, createSpace, { projectId: world.content.projectId, name: 'Open', isPrivate: false }))

  const component = async (name: string, cells: readonly GivenCell[], isPublished = true): Promise<string> => {
    const { content } = world
    const made = await content.as(content.userId, createNotebook, { projectId: content.projectId, name, document: notebookOf(cells, { type: 'component' }) })
    if (isPublished) {
      await content.test.db.transaction().execute((tx) => publish(tx, { resourceId: made.id, revision: 1, authorId: null, at: new Date() }))
    }
    return made.id
  }

  it('run inside, with inputs of the notebook, and give their results under names of its own', async () => {
    const id = await component('Regions', [
      { kind: 'input', name: 'wanted', input: { type: 'text', default: 'open' } },
      sql('rows', 'SELECT region, count(*) AS n FROM orders WHERE status = {{ wanted }} GROUP BY 1 ORDER BY 1'),
      onResults('unused', 'SELECT * FROM nowhere'),
    ])
    const session = world.session(
      notebookOf([
        status,
        { id: 'part', kind: 'component', componentId: id, version: null, inputs: { wanted: '{{ status }}' }, results: { regions: 'rows' } },
        onResults('first', 'SELECT * FROM regions LIMIT 1'),
      ]),
    )
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(await session.rows('first')).toEqual([['north', 50]])
  })

  it('say what is wrong: unpublished, missing, no such result, wrong inputs, a circle', async () => {
    const good = await component('Good', [{ kind: 'input', name: 'n', input: { type: 'number', default: 1 } }, onResults('rows', 'SELECT {{ n }} AS n')])
    const hidden = await component('Hidden', [onResults('rows', 'SELECT 1 AS n')], false)
    const broken = await component('Broken', [onResults('rows', 'SELECT * FROM nowhere')])
    const round = await component('Round', [onResults('rows', 'SELECT 1 AS n')])
    const again = notebookOf([{ id: 'self', kind: 'component', componentId: round, version: null, results: { rows: 'rows' } }], { type: 'component' })
    await world.content.as(world.content.userId, updateNotebook, { idOrSlug: round, change: {}, document: again })
    await world.content.test.db.transaction().execute((tx) => publish(tx, { resourceId: round, revision: 2, authorId: null, at: new Date() }))
    const use = (id: string, componentId: string, more: object = {}): GivenCell => ({
      id,
      kind: 'component',
      componentId,
      version: null,
      results: { [`of_${id}`]: 'rows' },
      ...more,
    })
    const session = world.session(
      notebookOf([
        use('hidden', hidden),
        use('missing', '00000000-0000-4000-8000-000000000000'),
        use('other', good, { results: { x: 'nothing' } }),
        use('wrong', good, { inputs: { n: 'one' } }),
        use('stranger', good, { inputs: { m: 1 } }),
        use('round', round),
        use('broken', broken),
        use('version', good, { version: 9 }),
        use('fine', good),
      ]),
    )
    expect((await session.run()).done).toEqual(['fine'])
    const reasons = Object.fromEntries([...session.outcomes.values()].map(({ cellId, failure }) => [cellId, failure?.reason]))
    expect(reasons).toEqual({
      hidden: 'component_unpublished',
      missing: 'component_missing',
      other: 'component_result',
      wrong: 'component_input',
      stranger: 'component_input',
      round: 'component_failed',
      broken: 'component_failed',
      version: 'component_version_missing',
      fine: undefined,
    })
    expect(session.of('round').failure?.message).toContain('a part of itself')
  })

  it('are asked for at once which versions are published, and only those that take the newest', async () => {
    const one = await component('One', [onResults('rows', 'SELECT 1 AS n')])
    const two = await component('Two', [onResults('rows', 'SELECT 2 AS n')])
    const within = (id: string, componentId: string, version: number | null = null): GivenCell => ({ id, kind: 'component', componentId, version })
    const three = await component('Three', [within('inner', one), within('inner2', two, 1)])
    let asked = 0
    const db = world.content.test.db.withPlugin({
      transformQuery({ node }) {
        asked++
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const ctx = { ...(await world.ctx()), db }
    const versions = async (...cells: GivenCell[]): Promise<unknown> => Object.fromEntries(await componentVersions(ctx, notebookOf(cells)))
    const cells = [within('a', one), within('b', two), within('c', two, 1), within('d', three), within('e', world.content.projectId)]
    const made = { a: `${one} 1`, b: `${two} 1`, c: `${two} 1`, d: [`${one} 1`, `${two} 1`, `${three} 1`].toSorted().join(', '), e: '' }
    expect(await versions(...cells)).toEqual(made)
    asked = 0
    expect([await versions(...cells), asked]).toEqual([made, 1])
    expect([await versions(within('c', two, 1), onResults('rows', 'SELECT 1')), await versions(onResults('rows', 'SELECT 1')), asked]).toEqual([
      { c: `${two} 1` },
      {},
      1,
    ])
  })

  it('come into a notebook only by people who may see them', async () => {
    const { content } = world
    const space = await content.as(content.userId, createSpace, { projectId: content.projectId, name: 'Closed', isPrivate: true })
    const document = notebookOf([onResults('rows', 'SELECT 1 AS n')], { type: 'component' })
    const { id } = await content.as(content.userId, createNotebook, { projectId: content.projectId, spaceId: space.id, name: 'Closed', document })
    const uses = notebookOf([{ id: 'part', kind: 'component', componentId: id, version: null }])
    const editor = await content.person('editor')
    await expect(content.as(editor, createNotebook, { projectId: content.projectId, name: 'Spy', document: uses })).rejects.toMatchObject({
      details: { reason: 'component_hidden' },
    })
    await content.as(content.userId, createNotebook, { projectId: content.projectId, name: 'Own', document: uses })

    // Who sees it may use what is made for that, as it is published; of apps and of older versions nothing.
    await content.as(content.userId, addSpaceAccess, { idOrSlug: space.id, userId: editor, role: 'viewer' })
    await content.as(editor, createNotebook, { projectId: content.projectId, name: 'Seen', document: uses })
    const spec = { ...document, type: 'app' as const }
    const app = await content.as(content.userId, createNotebook, { projectId: content.projectId, spaceId: space.id, name: 'App', document: spec })
    const taking = (cell: object) => notebookOf([{ id: 'part', kind: 'component', componentId: id, version: null, ...cell }])
    for (const cell of [{ version: 1 }, { componentId: app.id }, { componentId: app.id, results: { mine: 'rows' } }])
      await expect(content.as(editor, createNotebook, { projectId: content.projectId, name: 'Spy', document: taking(cell) })).rejects.toMatchObject({
        details: { reason: 'component_hidden' },
      })
    await expect(
      content.as(content.userId, createNotebook, { projectId: content.projectId, name: 'By slug', document: taking({ componentId: app.slug }) }),
    ).rejects.toMatchObject({ details: { reason: 'component_missing' } })
  })
})

describe('people side by side', () => {
  const guarded = ordersModel.replace('  - name: orders\n', '  - name: orders\n    meta: { sql_filter: "${TABLE}.region = ${lightdash.attributes.region}" }\n')

  it('share results where nothing depends on who asks, and never where it does', async () => {
    const document = notebookOf([explore('totals'), onResults('again', 'SELECT * FROM totals')])
    const [north, south] = [await world.person('editor', { region: ['north'] }), await world.person('editor', { region: ['south'] })]
    const [one, two] = [world.session(document, north), world.session(document, south)]
    await one.run()
    await two.run()
    expect(two.of('totals').tables).toEqual(one.of('totals').tables)
    expect(two.of('again').cache).toBe('kept')
    world.useModel(guarded)
    await Promise.all([one.run(), two.run()])
    expect([await one.rows('again'), await two.rows('again')]).toEqual([[['north', 33975]], [['south', 33750]]])
    // What came of cells for somebody else is as if it was not there.
    const stranger = world.session(document, south, { kept: one.outcomes })
    await stranger.run()
    expect(await stranger.rows('again')).toEqual(await two.rows('again'))
    const scope = {
      project: world.project,
      notebookId: world.project.id,
      document,
      inputs: new Map<string, InputValue>(),
      kept: one.outcomes,
      occasion: 'app' as const,
    }
    await expect(viewOfCell(await world.ctx(south), scope, { cellId: 'again' })).rejects.toMatchObject({ details: { reason: 'source_not_run' } })
    await expect(csvOfCell(await world.ctx(south), scope, { cellId: 'again' })).rejects.toMatchObject({ details: { reason: 'source_not_run' } })
    world.useModel(ordersModel)
  })

  it('never get rows of each other, whatever they may see and whoever was there before', async () => {
    world.useModel(guarded)
    const document = notebookOf([explore('totals', { metrics: ['orders_count'] }), onResults('again', 'SELECT * FROM totals ORDER BY 1')])
    const regions = fc.constantFrom('north', 'south', 'nowhere')
    const seen = (region: string): unknown[][] => (region === 'nowhere' ? [] : [[region, 150]])
    await fc.assert(
      fc.asyncProperty(fc.array(regions, { minLength: 2, maxLength: 4 }), async (people) => {
        let before: TestSession | null = null
        for (const region of people) {
          const session = world.session(document, await world.person('editor', { region: [region] }))
          // Somebody else's outcomes in one's hands are worth nothing.
          for (const [id, outcome] of before?.outcomes ?? []) session.outcomes.set(id, outcome)
          await session.run()
          expect(await session.rows('again')).toEqual(seen(region))
          before = session
        }
      }),
      { numRuns: 6 },
    )
    world.useModel(ordersModel)
  })

  it('are told apart by what text says of them', async () => {
    const [first, second] = [await world.person('editor', { region: ['north'] }), await world.person('editor', { region: ['south'] })]
    const document = notebookOf([{ kind: 'text', markdown: '{{ user_attributes.region }}' }])
    const [one, two] = [world.session(document, first), world.session(document, second)]
    await one.run()
    await two.run()
    expect([one.of('text1').text, two.of('text1').text]).toEqual(['north', 'south'])
    expect(one.of('text1').audience).not.toBe(two.of('text1').audience)
  })

  it('without an account here have the attributes that they came with', async () => {
    const document = notebookOf([{ kind: 'text', markdown: '{{ hex_user_attributes.region }} {{ user_email }}' }, explore('totals')])
    world.useModel(guarded)
    const session = world.session(document, world.content.userId, { attributes: { region: 'south' } })
    await session.run()
    expect(session.of('text1').text).toBe('south ')
    expect((await session.rows('totals')).map(([region]) => region)).toEqual(['south'])
    world.useModel(ordersModel)
  })
})

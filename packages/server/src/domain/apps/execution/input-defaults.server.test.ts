import type { InputDefinition } from '@atrium/documents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standingOf } from './standing.ts'
import { createExecutionWorld, notebookOf, type ExecutionWorld, type GivenCell, type TestSession } from './testing/execution-world.ts'

let world: ExecutionWorld
beforeAll(async () => {
  world = await createExecutionWorld()
})
afterAll(() => world.end())

const sql = (name: string, text: string, on: 'warehouse' | 'results' = 'warehouse'): GivenCell => ({ kind: 'sql', name, sql: text, on })
const input = (name: string, definition: InputDefinition): GivenCell => ({ id: name, kind: 'input', name, input: definition })
const text = (id: string, markdown: string): GivenCell => ({ id, kind: 'text', markdown })
const ofAttribute = (attribute: string): GivenCell => input('region', { type: 'text', default: 'all', defaultFrom: { attribute } })
const said = text('said', 'Region {{ region }}')

const standing = async (cells: readonly GivenCell[], { outcomes, inputs }: TestSession, userId?: string) =>
  standingOf(await world.ctx(userId), {
    project: world.project,
    notebookId: world.content.projectId,
    document: notebookOf(cells),
    inputs,
    kept: outcomes,
    occasion: 'logic',
  })

describe('a default that is an attribute', () => {
  it('is that of whoever looks, and what comes of it is for nobody else', async () => {
    const cells = [ofAttribute('region'), said]
    const [north, south] = await Promise.all(['north', 'south'].map((region) => world.person('editor', { region: [region] })))
    const [ofNorth, ofSouth] = [world.session(notebookOf(cells), north), world.session(notebookOf(cells), south)]
    for (const session of [ofNorth, ofSouth]) expect(await session.run()).toMatchObject({ state: 'completed' })
    expect([ofNorth, ofSouth].map((session) => session.of('said').text)).toEqual(['Region north', 'Region south'])
    expect(ofNorth.of('region')).toMatchObject({ values: { region: 'north' }, defaultBy: 'attribute', notes: [] })
    const { maySee, inputs } = await standing(cells, ofNorth, south)
    expect(['region', 'said'].map((id) => maySee(ofNorth.of(id)))).toEqual([false, false])
    expect(inputs.get('region')).toBe('south')
  })

  it('counts before anything runs, and until somebody gives a value', async () => {
    const person = await world.person('editor', { region: ['north'] })
    const cells = [ofAttribute('region'), said]
    const session = world.session(notebookOf(cells), person)
    expect(await standing(cells, session, person)).toMatchObject({ following: ['region'], inputs: new Map([['region', 'north']]) })
    await session.run()
    session.inputs.set('region', 'east')
    expect((await standing(cells, session, person)).following).toEqual([])
    await session.run()
    expect(session.of('said').text).toBe('Region east')
    expect(session.of('region')).not.toHaveProperty('defaultBy')
    session.inputs.delete('region')
    await session.run()
    expect(session.of('said').text).toBe('Region north')
  })

  it('gives way to that of the author where there is none, or none that the input takes, which is said', async () => {
    const year = input('year', { type: 'number', default: 2026, defaultFrom: { attribute: 'region' } })
    const person = await world.person('editor', { region: ['north'] })
    const session = world.session(notebookOf([ofAttribute('team'), year, said]), person)
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(session.of('region')).toMatchObject({ values: { region: 'all' }, defaultBy: 'author', notes: [{ reason: 'default_not_found' }] })
    expect(session.of('year')).toMatchObject({ values: { year: 2026 }, defaultBy: 'author', notes: [{ reason: 'default_not_taken' }] })
  })

  it('is that of the address where an app is embedded, and nothing of whoever embeds it', async () => {
    const person = await world.person('editor', { region: ['north'] })
    const [named, unnamed] = [{ region: 'east' }, {}].map((attributes) => world.session(notebookOf([ofAttribute('region'), said]), person, { attributes }))
    await named?.run()
    await unnamed?.run()
    expect([named, unnamed].map((session) => session?.of('said').text)).toEqual(['Region east', 'Region all'])
  })

  it('of what a result does not offer gives way too', async () => {
    const chosen = input('region', { type: 'dropdown', default: null, options: { of: 'regions' }, defaultFrom: { attribute: 'region' } })
    const person = await world.person('editor', { region: ['nowhere'] })
    const session = world.session(notebookOf([sql('regions', "SELECT 'north' AS region"), chosen, said]), person)
    await session.run()
    expect(session.of('region')).toMatchObject({ values: { region: null }, defaultBy: 'author', notes: [{ reason: 'default_not_taken' }] })
    expect(session.of('said').text).toBe('Region ')
  })
})

describe('a default that is in a result', () => {
  const newest = (definition: string): GivenCell => sql('newest', definition)
  const day = input('day', { type: 'date', default: '2000-01-01', defaultFrom: { of: 'newest' } })
  const shown = text('shown', 'As of {{ day }}')
  const shownBy = (session: TestSession): string => session.of('shown').text.replaceAll('\\', '')

  it('is that of its first row, known to what reads the input, and is looked for again when the result is another one', async () => {
    const first = [newest("SELECT DATE '2026-03-01' AS day UNION ALL SELECT DATE '2026-02-01'"), day, shown]
    const session = world.session(notebookOf(first))
    expect((await standing(first, session)).inputs.get('day')).toBe('2000-01-01')
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(shownBy(session)).toBe('As of 2026-03-01')
    expect(session.of('day')).toMatchObject({ values: { day: '2026-03-01' }, defaultBy: 'result' })
    const after = await standing(first, session)
    expect([after.inputs.get('day'), after.following, await after.stale()]).toEqual(['2026-03-01', ['day'], []])

    const other = world.session(notebookOf([newest("SELECT TIMESTAMP '2026-04-05 10:00:00' AS day"), day, shown]))
    for (const [id, outcome] of session.outcomes) other.outcomes.set(id, outcome)
    await other.run()
    expect(shownBy(other)).toBe('As of 2026-04-05')
  })

  it('is followed by what another input says, until somebody gives a value', async () => {
    const year = input('year', { type: 'number', default: 2025 })
    const cells = [year, newest('SELECT make_date({{ year }}, 12, 31) AS day'), day, shown]
    const session = world.session(notebookOf(cells))
    await session.run()
    session.inputs.set('year', 2024)
    await session.run()
    expect(shownBy(session)).toBe('As of 2024-12-31')
    session.inputs.set('day', '2026-01-01')
    session.inputs.set('year', 2023)
    await session.run()
    expect(shownBy(session)).toBe('As of 2026-01-01')
    session.inputs.delete('day')
    await session.run()
    expect(shownBy(session)).toBe('As of 2023-12-31')
  })

  it('is looked for when only what reads the input is asked for', async () => {
    const session = world.session(notebookOf([newest("SELECT DATE '2026-03-01' AS day"), day, shown]))
    await session.run({ how: 'cells', cells: ['shown'], reach: 'auto' })
    expect(shownBy(session)).toBe('As of 2026-03-01')
  })

  it('is looked for anew when the notebook says that it lies elsewhere', async () => {
    const two = newest("SELECT DATE '2026-03-01' AS day, DATE '2026-01-01' AS first")
    const session = world.session(notebookOf([two, day, shown]))
    await session.run()
    const moved = [two, input('day', { type: 'date', default: '2000-01-01', defaultFrom: { of: 'newest', column: 'first' } }), shown]
    expect(await (await standing(moved, session)).stale()).toEqual(['day', 'shown'])
    const again = world.session(notebookOf(moved))
    for (const [id, outcome] of session.outcomes) again.outcomes.set(id, outcome)
    await again.run()
    expect(shownBy(again)).toBe('As of 2026-01-01')
  })

  it('gives a range its ends, a choice of several all rows, and numbers of any width', async () => {
    const session = world.session(
      notebookOf([
        newest("SELECT DATE '2026-01-01' AS first, DATE '2026-03-01' AS last, 12::BIGINT AS n, 1.5::DECIMAL(9,2) AS share UNION ALL SELECT NULL, NULL, 13, 2"),
        input('span', { type: 'date_range', default: { from: null, to: null }, defaultFrom: { of: 'newest' } }),
        input('all_of_them', { type: 'multi_select', default: [], options: { of: 'newest', column: 'n' }, defaultFrom: { of: 'newest', column: 'n' } }),
        input('count', { type: 'number', default: null, defaultFrom: { of: 'newest', column: 'n' } }),
        input('share', { type: 'slider', default: 0, min: 0, max: 2, defaultFrom: { of: 'newest', column: 'share' } }),
      ]),
    )
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(['span', 'all_of_them', 'count', 'share'].map((id) => session.of(id).values[id])).toEqual([
      { from: '2026-01-01', to: '2026-03-01' },
      [12, 13],
      12,
      1.5,
    ])
  })

  it('gives way to that of the author where there is no row, and fails where there is no such column', async () => {
    const none = world.session(notebookOf([newest("SELECT DATE '2026-03-01' AS day WHERE false"), day, shown]))
    expect(await none.run()).toMatchObject({ state: 'completed' })
    expect(none.of('day')).toMatchObject({ values: { day: '2000-01-01' }, defaultBy: 'author', notes: [{ reason: 'default_not_found' }] })
    const wrong = input('day', { type: 'date', default: null, defaultFrom: { of: 'newest', column: 'gone' } })
    const failing = world.session(notebookOf([newest("SELECT DATE '2026-03-01' AS day"), wrong, shown]))
    expect(await failing.run()).toMatchObject({ failed: ['day'], leftOut: ['shown'] })
    expect(failing.of('day').failure?.message).toContain('gone')
  })

  it('that reads the input itself is told as a circle', async () => {
    const session = world.session(notebookOf([sql('newest', "SELECT DATE '2026-03-01' AS day WHERE DATE '2026-03-01' > {{ day }}"), day]))
    expect(await session.run()).toMatchObject({ state: 'failed' })
    expect(session.of('day').failure).toMatchObject({ reason: 'circle' })
  })
})

it('what is too much for all who follow a session is not taken, and that is said', async () => {
  const many = (name: string, from: string): GivenCell => input(name, { type: 'multi_select', default: [], options: { of: from }, defaultFrom: { of: from } })
  const cells = [
    sql('long', "select repeat('x', 1000) || i as word from range(900) t(i)", 'results'),
    sql('short', "select 'word ' || i as word from range(900) t(i)", 'results'),
    many('words', 'long'),
    many('names', 'short'),
  ]
  const session = world.session(notebookOf(cells))
  await session.run()
  expect(session.of('words')).toMatchObject({ values: { words: [] }, defaultBy: 'author', notes: [{ reason: 'default_not_taken' }] })
  expect(session.of('names').values['names']).toHaveLength(900)
})

it('of more values than are taken the first count, and that is said', async () => {
  const words: InputDefinition = { type: 'multi_select', default: [], options: { of: 'many' }, defaultFrom: { of: 'many' } }
  const session = world.session(notebookOf([sql('many', 'select i as word from range(1001) t(i)', 'results'), input('words', words)]))
  await session.run()
  expect(session.of('words')).toMatchObject({ defaultBy: 'result', notes: [{ reason: 'default_cut' }] })
  expect(session.of('words').values['words']).toHaveLength(1000)
})

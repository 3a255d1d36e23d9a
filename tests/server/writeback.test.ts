import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let spaceUuid: string
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'numbers.yml': 'models:\n  - name: numbers\n    columns:\n      - {name: n, meta: {dimension: {type: number}}}\n' },
    statements: ['CREATE TABLE numbers AS SELECT range AS n FROM range(100)'],
  })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
  await house.as.admin.results('PUT', writeback(), { isOn: true, prefix: 'app_' })
})
afterAll(() => house.stop())

const writeback = (project = house.projectUuid): string => `/api/v1/app/writeback/${project}`
const written = () => house.as.admin.results<{ tables: { name: string }[]; hasMore: boolean }>('GET', `${writeback()}/tables`)
const button = { kind: 'input', id: 'go', name: 'go', input: { type: 'run_button' } }
const rows = { kind: 'sql', id: 'rows', name: 'rows', on: 'warehouse', sql: 'select n from numbers where n < 3' }
/** Rows that only the press of a button makes. */
const pressed = { ...rows, sql: 'select n from numbers where {{ go }} and n < 2' }
const writes = (table: string): { id: string } & Record<string, string> => ({ kind: 'writeback', id: 'out', of: 'rows', table, mode: 'append' })
const path = (app: string, rest = ''): string => `/api/v1/app/apps/${app}${rest}`

async function create(name: string, cells: readonly { id: string }[]): Promise<string> {
  const { uuid } = await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name,
    spaceUuid,
    document: { cells, app: { elements: cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 })) } },
  })
  return uuid
}
async function createPublished(name: string, cells: readonly { id: string }[]): Promise<string> {
  const app = await create(name, cells)
  await house.as.developer.results('POST', path(app, '/force-publish'), { version: null, comparedVersion: 1 })
  return app
}
type Run = { uuid: string; state: string; endedAt: string | null; cells: { cellId: string; state: string }[] }
async function ended(app: string, uuid: string): Promise<Run> {
  const look = (): Promise<Run> => house.as.developer.results<Run>('GET', path(app, `/runs/${uuid}`))
  await expect.poll(async () => (await look()).endedAt, { timeout: 40_000 }).not.toBeNull()
  return look()
}
async function run(app: string, who = house.as.developer): Promise<Run> {
  const { run: begun } = await who.results<{ run: Run }>('POST', path(app, '/runs'), {})
  return ended(app, begun.uuid)
}
/** How many rows a table has; null: there is none. */
async function count(table: string): Promise<number | null> {
  const asked = await house.as.developer.post(`/api/v1/projects/${house.projectUuid}/sqlQuery`, { sql: `select count(*) as n from ${table}` })
  return asked.status === 200 ? Number((asked.body as { results: { rows: { n: number }[] } }).results.rows[0]?.n) : null
}

describe('an app that writes a table', () => {
  it('writes it in each run, says so in its log and in the change log, and answers read it at once', async () => {
    const app = await createPublished('Writer', [rows, writes('app_written')])
    expect(await run(app)).toMatchObject({ state: 'completed' })
    expect(await count('app_written')).toBe(3)
    const second = await run(app)
    expect(await count('app_written')).toBe(6)
    const log = await house.as.developer.results<{ event: string; message: string | null; cellId: string | null }[]>(
      'GET',
      path(app, `/runs/${second.uuid}/log`),
    )
    expect(log).toContainEqual(
      expect.objectContaining({
        event: 'table_written',
        cellId: 'out',
        message: null,
        written: { table: 'app_written', mode: 'append', rows: 3 },
      }),
    )
    const lines = await house.db.selectFrom('change_log').select(['actor_id', 'after']).where('operation', '=', 'app_tables.record').execute()
    expect(lines).toMatchObject([1, 2].map(() => ({ actor_id: house.userUuid.developer, after: { table: 'app_written', rows: 3, mode: 'append' } })))
    expect(await written()).toMatchObject({ tables: [{ name: 'app_written', notebook: { uuid: app, name: 'Writer' } }], hasMore: false })
  })

  it('writes nothing when it is tried before it is published', async () => {
    const app = await create('Tried', [rows, writes('app_tried')])
    const { previewUuid } = await house.as.developer.results<{ previewUuid: string }>('POST', path(app, '/publish'), { version: null, comparedVersion: 1 })
    const tried = await ended(app, previewUuid)
    expect(tried).toMatchObject({
      state: 'completed',
      cells: expect.arrayContaining([expect.objectContaining({ cellId: 'out', state: 'left_out' })]) as object,
    })
    expect(await count('app_tried')).toBeNull()
  })

  it('writes nothing for whoever opens it, but when they press its button, unless somebody else did', async () => {
    const app = await createPublished('By a button', [button, pressed, writes('app_pressed')])
    const who = house.signedIn.interactive_viewer
    const open = () => who.results<{ uuid: string; inputVersion: number }>('POST', path(app, '/sessions'), { of: 'published' })
    const session = await open()
    const state = (): Promise<{ running: string[]; outcomes: { cellId: string; state: string; written?: object }[] }> =>
      who.results('GET', `/api/v1/app/app-sessions/${session.uuid}`)
    const give = async (more: object): Promise<void> => {
      const { inputVersion } = await who.results<{ inputVersion: number }>('GET', `/api/v1/app/app-sessions/${session.uuid}`)
      await who.results('PATCH', `/api/v1/app/app-sessions/${session.uuid}/inputs`, { version: inputVersion, values: { go: true }, run: true, ...more })
      await expect.poll(async () => (await state()).running, { timeout: 20_000 }).toEqual([])
    }
    await who.results('POST', `/api/v1/app/app-sessions/${session.uuid}/runs`, { wanted: { how: 'cells', cells: ['out'], reach: 'auto' } })
    await who.results('POST', `/api/v1/app/app-sessions/${session.uuid}/runs`, { wanted: { how: 'all' } })
    await give({ writes: false })
    expect(await count('app_pressed')).toBeNull()
    await give({})
    expect(await count('app_pressed')).toBe(2)
    expect((await state()).outcomes).toContainEqual(
      expect.objectContaining({ cellId: 'out', state: 'done', written: expect.objectContaining({ rows: 2 }) as object }),
    )
  })

  it('tells of tables in its log nobody but whoever ran it and editors', async () => {
    const app = await createPublished('Quiet', [rows, writes('app_quiet')])
    const { uuid } = await run(app)
    const written = async (who: keyof typeof house.as): Promise<unknown> => {
      const log = await house.as[who].results<{ event: string; message: string | null; written: object | null }[]>('GET', path(app, `/runs/${uuid}/log`))
      const line = log.find(({ event }) => event === 'table_written')
      return [line?.message, line?.written]
    }
    expect(await written('editor')).toEqual([null, { table: 'app_quiet', mode: 'append', rows: 3 }])
    expect(await written('viewer')).toEqual([null, null])
  })

  it('writes for no viewer, and nothing more once an admin switches it off', async () => {
    const app = await createPublished('Refused', [rows, writes('app_refused')])
    const refused = await run(app, house.as.viewer)
    expect(refused.state).toBe('errored')
    await house.as.admin.results('PUT', writeback(), { isOn: false })
    expect(await run(app)).toMatchObject({ state: 'errored' })
    await house.as.admin.results('PUT', writeback(), { isOn: true, prefix: 'app_' })
    expect(await count('app_refused')).toBeNull()
  })
})

describe('the switch', () => {
  it('is not that of a preview of the project', async () => {
    const preview = await house.as.admin.results<string>('POST', `/api/v1/projects/${house.projectUuid}/createPreview`, {
      name: 'Tried out',
      copyContent: false,
    })
    expect(await house.as.admin.results('GET', writeback(preview))).toMatchObject({ isOn: false, canWrite: true })
  })

  it('takes names that need no quotes, and no schema where there is none', async () => {
    for (const body of [
      { isOn: true, prefix: 'a-b' },
      { isOn: true, prefix: '1' },
      { isOn: true, prefix: 'app_', schema: 'main' },
    ]) {
      expect((await house.as.admin.put(writeback(), body)).status).toBe(422)
    }
    expect(await house.as.viewer.results('GET', writeback())).toEqual({ isOn: true, schema: null, prefix: 'app_', canWrite: true, ownSchema: null })
  })

  it('goes with a table that somebody deletes, so that a file of that name is not taken for it', async () => {
    const app = await createPublished('Deleted', [rows, writes('app_deleted')])
    await run(app)
    expect(await count('app_deleted')).toBe(3)
    await house.as.developer.results('DELETE', `/api/v1/app/tables/${house.projectUuid}/app_deleted`)
    expect(await count('app_deleted')).toBeNull()
    const names = (await written()).tables.map(({ name }) => name)
    expect(names).not.toContain('app_deleted')
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { createOutbound } from '../../platform/net/outbound.ts'
import { startPostgresServer, type PostgresServer } from '../testing/postgres-server.ts'
import type { RowsToWrite, TablePlace, WarehouseColumn, WriteOptions } from '../warehouse.ts'
import { createPostgresWarehouse, type PostgresWarehouse } from './postgres-warehouse.ts'
import { columnsFor } from './write-table.ts'

let server: PostgresServer
let warehouse: PostgresWarehouse
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-writes-'))
  server = await startPostgresServer(
    'CREATE SCHEMA kept',
    'CREATE SCHEMA closed',
    'GRANT USAGE, CREATE ON SCHEMA kept TO reader, other_reader',
    'GRANT USAGE ON SCHEMA closed TO reader',
    'CREATE TABLE kept.theirs AS SELECT 1 AS n',
    'GRANT ALL ON kept.theirs TO reader',
  )
  warehouse = createPostgresWarehouse({
    settings: server.settings,
    password: async () => server.password,
    outbound: createOutbound({ allowed: ['127.0.0.0/8'], never: () => [] }),
    isOwnAccount: false,
    clock: systemClock,
    slots: 4,
    maxWaiting: 10,
    onWarning: () => undefined,
  })
})
afterAll(async () => {
  await warehouse.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

let files = 0
/** Rows as the engine of results gives them: text that is quoted, and nothing for what is not there. */
function rowsOf(columns: Readonly<Record<string, string>>, rows: readonly (readonly (string | null)[])[]): RowsToWrite {
  const named = Object.entries(columns).map(([name, engineType]): WarehouseColumn => ({ name, engineType, type: 'string' }))
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  return {
    columns: named,
    count: rows.length,
    select: '',
    file: '',
    newFile: () => path.join(folder, 'none'),
    async csv() {
      const file = path.join(folder, `${files++}.csv`)
      const lines = [named.map(({ name }) => quoted(name)), ...rows.map((row) => row.map((value) => (value === null ? '' : quoted(value))))]
      await writeFile(file, lines.map((line) => `${line.join(',')}\n`).join(''))
      return file
    },
  }
}
const write = (name: string, rows: RowsToWrite, change: Partial<WriteOptions & TablePlace> = {}): Promise<void> =>
  warehouse.writeTable({ schema: change.schema ?? 'kept', name }, rows, {
    mode: 'append',
    mark: 'of project 1',
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    fairKey: 'someone',
    ...change,
  })
const valueOf = (sql: string): Promise<unknown> => server.value(sql)

describe('a table that is written on PostgreSQL', () => {
  it('has the types of the rows, every value as it was, and what is not there', async () => {
    const columns = {
      'a "name"': 'VARCHAR',
      whole: 'BIGINT',
      exact: 'DECIMAL(10,2)',
      day: 'DATE',
      at: 'TIMESTAMP WITH TIME ZONE',
      flag: 'BOOLEAN',
      list: 'INTEGER[]',
    }
    await write(
      'typed',
      rowsOf(columns, [
        ['it\'s "x",\n\\.', '9007199254740991', '1.50', '2026-01-02', '2026-01-02 03:04:05+00', 'true', '[1,2]'],
        ['', null, null, null, null, null, null],
      ]),
    )
    const types = await valueOf(
      "SELECT string_agg(data_type, ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = 'kept' AND table_name = 'typed'",
    )
    expect(types).toBe('text, bigint, numeric, date, timestamp with time zone, boolean, jsonb')
    expect(await valueOf('SELECT json_agg(t ORDER BY whole) FROM kept.typed t')).toEqual([
      { 'a "name"': 'it\'s "x",\n\\.', whole: 9007199254740991, exact: 1.5, day: '2026-01-02', at: '2026-01-02T03:04:05+00:00', flag: true, list: [1, 2] },
      { 'a "name"': '', whole: null, exact: null, day: null, at: null, flag: null, list: null },
    ])
  })

  it('takes rows behind its own by the names of their columns, or in their place', async () => {
    await write('moving', rowsOf({ a: 'INTEGER', b: 'VARCHAR' }, [['1', 'x']]))
    await write('moving', rowsOf({ b: 'VARCHAR' }, [['y']]))
    expect(await valueOf('SELECT json_agg(t) FROM kept.moving t')).toEqual([
      { a: 1, b: 'x' },
      { a: null, b: 'y' },
    ])
    await server.run('CREATE VIEW kept.seen AS SELECT a FROM kept.moving')
    const before = await valueOf("SELECT 'kept.moving'::regclass::oid::int")
    await write('moving', rowsOf({ a: 'INTEGER', b: 'VARCHAR' }, [['2', 'z']]), { mode: 'replace' })
    expect(await valueOf("SELECT 'kept.moving'::regclass::oid::int")).toBe(before)
    expect(await valueOf('SELECT array_agg(a) FROM kept.seen')).toEqual([2])
    await expect(write('moving', rowsOf({ other: 'INTEGER' }, [['3']]), { mode: 'replace' })).rejects.toMatchObject({ details: { reason: 'write_refused' } })
    await server.run('DROP VIEW kept.seen')
    await write('moving', rowsOf({ other: 'INTEGER' }, [['3']]), { mode: 'replace' })
    expect(await valueOf('SELECT json_agg(t) FROM kept.moving t')).toEqual([{ other: 3 }])
  })

  it('is never one that another hand made, nor that of another project', async () => {
    for (const mode of ['append', 'replace'] as const) {
      await expect(write('theirs', rowsOf({ n: 'INTEGER' }, [['2']]), { mode })).rejects.toMatchObject({
        code: 'conflict',
        details: { reason: 'table_not_ours' },
      })
    }
    expect(await valueOf('SELECT array_agg(n) FROM kept.theirs')).toEqual([1])
    await write('mine', rowsOf({ n: 'INTEGER' }, [['1']]))
    await expect(write('mine', rowsOf({ n: 'INTEGER' }, [['2']]), { mark: 'of project 2' })).rejects.toMatchObject({ details: { reason: 'table_not_ours' } })
    await server.run("CREATE VIEW kept.shown AS SELECT 1 AS n; COMMENT ON VIEW kept.shown IS 'of project 1'")
    await expect(write('shown', rowsOf({ n: 'INTEGER' }, [['1']]))).rejects.toMatchObject({ details: { reason: 'table_not_ours' } })
  })

  it('is known to be there, gone, or of another hand: all in one question', async () => {
    await write('stays', rowsOf({ n: 'INTEGER' }, [['1']]))
    await write('leaves', rowsOf({ n: 'INTEGER' }, [['1']]))
    await server.run('ALTER TABLE kept.leaves RENAME TO moved')
    await server.run("CREATE VIEW kept.looks AS SELECT 1 AS n; COMMENT ON VIEW kept.looks IS 'of project 1'")
    const places = ['stays', 'leaves', 'theirs', 'looks'].map((name): TablePlace => ({ schema: 'kept', name }))
    const elsewhere: TablePlace[] = [
      { schema: 'nowhere', name: 'stays' },
      { schema: null, name: 'stays' },
    ]
    const states = (mark: string) => warehouse.tableStates([...places, ...elsewhere], { mark, timeoutMs: 5000, signal: new AbortController().signal })
    expect(await states('of project 1')).toEqual(['here', 'gone', 'other', 'other', 'gone', 'gone'])
    expect((await states('of project 2'))[0]).toBe('other')
  })

  it('is as it was when one row does not fit, and is not there when it was new', async () => {
    await write('whole', rowsOf({ n: 'INTEGER' }, [['1']]))
    await expect(write('whole', rowsOf({ n: 'VARCHAR' }, [['2'], ['many']]))).rejects.toMatchObject({ code: 'query_failed' })
    await expect(write('whole', rowsOf({ m: 'INTEGER' }, [['2']]))).rejects.toMatchObject({ details: { reason: 'write_columns' } })
    expect(await valueOf('SELECT array_agg(n) FROM kept.whole')).toEqual([1])
    await expect(write('never', rowsOf({ n: 'INTEGER' }, [['2'], ['many']]))).rejects.toMatchObject({ code: 'query_failed' })
    expect(await valueOf("SELECT to_regclass('kept.never')")).toBeNull()
  })

  it('has nothing of a write that was cancelled in the middle', async () => {
    await write('held', rowsOf({ n: 'INTEGER' }, [['1']]))
    await server.run('CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END $$')
    await server.run('CREATE TRIGGER slow BEFORE INSERT ON kept.held FOR EACH ROW EXECUTE FUNCTION slow()')
    const abort = new AbortController()
    const writing = write(
      'held',
      rowsOf(
        { n: 'INTEGER' },
        Array.from({ length: 500 }, (_, n) => [String(n)]),
      ),
      { signal: abort.signal },
    )
    const running = "SELECT count(*)::int FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' AND query LIKE 'COPY%'"
    await expect.poll(() => valueOf(running), { timeout: 10_000 }).toBe(1)
    abort.abort()
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
    expect(await valueOf('SELECT array_agg(n) FROM kept.held')).toEqual([1])
  })

  it('has the rows of all who append at once, also when none was there', async () => {
    await Promise.all([1, 2, 3].map((n) => write('together', rowsOf({ n: 'INTEGER' }, [[String(n)]]))))
    expect(await valueOf('SELECT array_agg(n ORDER BY n) FROM kept.together')).toEqual([1, 2, 3])
  })

  it('says what is missing: the right to make tables, or the schema', async () => {
    await expect(write('any', rowsOf({ n: 'INTEGER' }, [['1']]), { schema: 'closed' })).rejects.toThrow('Grant it CREATE on the schema closed')
    await expect(write('any', rowsOf({ n: 'INTEGER' }, [['1']]), { schema: 'gone' })).rejects.toThrow('has no schema gone')
  })

  it('does not open the way for what reads', async () => {
    const limits = { maxRows: 1, maxBytes: 1000, timeoutMs: 5000, signal: new AbortController().signal, fairKey: 'someone' }
    await expect(warehouse.execute('DELETE FROM kept.mine RETURNING n', limits)).rejects.toMatchObject({ code: 'query_failed' })
    expect(await valueOf('SELECT count(*)::int FROM kept.mine')).toBe(1)
  })
})

describe('columns of rows', () => {
  it('are numbers of so many digits, and JSON where they are lists of these', () => {
    const of = (engineType: string): unknown => columnsFor([{ name: 'n', type: 'string', engineType }]).map(({ type }) => type)
    expect([of('DECIMAL(10,2)'), of('DECIMAL(10,2)[]'), of('DECIMAL(10,2)[3]')]).toEqual([['numeric(10,2)'], ['jsonb'], ['jsonb']])
  })

  it('are refused when the server would cut their names, or does not take so many', () => {
    const column = (name: string): WarehouseColumn => ({ name, type: 'string', engineType: 'VARCHAR' })
    expect(() => columnsFor([column('é'.repeat(32))])).toThrow('63 bytes at most')
    expect(() => columnsFor(Array.from({ length: 1601 }, (_, n) => column(`c${n}`)))).toThrow('1600 columns at most')
  })
})

import { columnFromArray, float64, int64, tableFromArrays, tableFromColumns, tableFromIPC, tableToIPC, utf8 } from '@uwdata/flechette'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppError } from '../platform/errors.ts'
import { warmUpCell } from './guest/warm-up.ts'
import type { CellRun, Kernel, KernelLanguage } from './kernel.ts'
import type { Kernels } from './kernels.ts'
import { callsWith, openKernels, somebody } from './testing/open-kernels.ts'

const arrow = (columns: Parameters<typeof tableFromColumns>[0]): Uint8Array => tableToIPC(tableFromColumns(columns), { format: 'stream' }) ?? new Uint8Array(0)
const rowsOf = (bytes: Uint8Array | undefined): unknown[] =>
  tableFromIPC(bytes ?? new Uint8Array(0), { useDate: true, useBigInt: true })
    .toArray()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value]),
      ),
    )
const orders = arrow({
  id: columnFromArray([1n, 2n, 9_007_199_254_740_993n], int64()),
  region: columnFromArray(['north', null, 'süd'], utf8()),
  amount: columnFromArray([1.5, 2.5, null], float64()),
})
const days = tableToIPC(tableFromArrays({ at: [new Date('2026-01-02T03:04:05.006Z')] }), { format: 'stream' }) ?? new Uint8Array(0)

let kernels: Kernels
let folder: string
let end: () => Promise<void>
const opened: Record<KernelLanguage, Kernel | null> = { typescript: null, python: null }
const run = async (language: KernelLanguage, code: string, options: Partial<CellRun> = {}): ReturnType<Kernel['run']> => {
  const kernel = (opened[language] ??= await kernels.open(language, callsWith(orders, { limit: 5 })))
  return kernel.run({ code, reads: {}, defines: [], ...options }, somebody)
}

beforeAll(async () => {
  ;({ kernels, folder, end } = await openKernels({ limits: { timeoutMs: 30_000 } }))
}, 180_000)
afterAll(() => end())

describe('a cell of TypeScript', () => {
  it('is a function of what it reads, and hands out what it defines', async () => {
    const code = 'const total: number = factor * 2\nconst large = orders.filter((row: any) => row.id > 1)\nconst doubled = orders.columns.amount'
    const result = await run('typescript', code, { reads: { factor: { value: 21 }, orders: { table: orders } }, defines: ['total', 'large', 'doubled'] })
    expect(result).toMatchObject({ error: null, values: { total: 42, doubled: [1.5, 2.5, null] }, text: '' })
    expect(rowsOf(result.tables['large'])).toEqual([
      { id: 2, region: null, amount: 2.5 },
      { id: 9_007_199_254_740_993n, region: 'süd', amount: null },
    ])
  })

  it('finds nothing that an earlier cell left behind', async () => {
    await run('typescript', 'globalThis.left = 1; Array.prototype.left = 2')
    const result = await run('typescript', 'const found = [typeof left, [].left]', { defines: ['found'] })
    expect(result.values['found']).toEqual(['undefined', null])
  })

  it('cannot change what it reads', async () => {
    const code =
      'const tries = [() => { list.push(1) }, () => { orders.columns.region[0] = "x" }, () => { orders.rowCount = 0 }]\nconst caught = tries.map((one) => { try { one(); return "changed" } catch (error) { return error.name } })'
    const result = await run('typescript', code, { reads: { list: { value: [1] }, orders: { table: orders } }, defines: ['caught'] })
    expect(result.values['caught']).toEqual(['TypeError', 'TypeError', 'TypeError'])
  })

  it('asks for queries and inputs, and hears what is meant for people when they fail', async () => {
    const code =
      'const count = (await sql("select 1")).rowCount\nconst limit = await input("limit")\nconst none = await input("nothing")\nconst said = await Promise.all(["refused", "secret"].map((text) => sql(text).catch((error) => error.message)))'
    const result = await run('typescript', code, { defines: ['count', 'limit', 'none', 'said'] })
    expect(result.values).toEqual({ count: 3, limit: 5, none: null, said: ['Only one SELECT can be asked.', 'The question could not be answered.'] })
  })

  it('shows its last expression, texts, values and tables, in order, and prints', async () => {
    const code = 'display("text"); display([{ a: 1 }]); console.log("printed", { a: 1 })\n[1, 2]'
    const result = await run('typescript', code.replace('\n[', '\n;[').replace(';[1, 2]', '([1, 2])'), {
      shows: { from: code.indexOf('\n') + 1, to: code.length + 2 },
    })
    expect(result.error).toBeNull()
    expect(result.displays.map((one) => (one.kind === 'table' ? rowsOf(one.table) : one))).toEqual([
      { kind: 'text', text: 'text' },
      [{ a: 1 }],
      { kind: 'value', value: [1, 2] },
    ])
    expect(result.text).toBe('printed {"a":1}\n')
  })

  it('keeps whole numbers, moments and gaps on the way through', async () => {
    const result = await run('typescript', 'const same = table({ id: orders.columns.id, at: [new Date(0), null, null] }); const moment = days.at(0).at', {
      reads: { orders: { table: orders }, days: { table: days } },
      defines: ['same', 'moment'],
    })
    expect(result.values['moment']).toEqual(new Date('2026-01-02T03:04:05.006Z'))
    const same = tableFromIPC(result.tables['same'] ?? new Uint8Array(0), { useBigInt: true, useDate: true })
    expect([...same.getChild('id')]).toEqual([1n, 2n, 9_007_199_254_740_993n])
    expect([...same.getChild('at')]).toEqual([new Date(0), null, null])
  })

  it.each([
    ['const a = 1\nconst b = ;', { code: 'syntax', line: 2 }],
    ['const a = 1\n\nmissing + 1', { code: 'unknown_name', line: 3, message: 'missing is not defined' }],
    ['\nthrow new RangeError("too far")', { code: 'failed', line: 2, message: 'RangeError: too far' }],
    ['throw { no: "error" }', { code: 'failed', message: 'Thrown: {"no":"error"}' }],
    ['const b = 1', { code: 'undefined_name', message: 'The code has no a.' }],
    ['return', { code: 'undefined_name' }],
  ])('says what is wrong and where: %j', async (code, error) => {
    expect((await run('typescript', code, { defines: ['a'] })).error).toMatchObject(error)
  })

  it('makes tables of tables', async () => {
    const code =
      'const parts = [orders.select("region"), orders.select("region").with({ n: [1, 2, 3] }), table([])]\nconst picked = parts[1]\nconst counts = parts.map((one) => [one.rowCount, one.names])\nconst wrong = ["select", "with"].map((way) => { try { return way === "with" ? orders.with({ n: [1] }) : orders.select("x") } catch (error) { return error.message } })'
    const result = await run('typescript', code, { reads: { orders: { table: orders } }, defines: ['picked', 'counts', 'wrong'] })
    expect(rowsOf(result.tables['picked'])).toEqual([
      { region: 'north', n: 1 },
      { region: null, n: 2 },
      { region: 'süd', n: 3 },
    ])
    expect(result.values['counts']).toEqual([
      [3, ['region']],
      [3, ['region', 'n']],
      [0, []],
    ])
    expect(result.values['wrong']).toEqual(['no column x; there are id, region, amount', 'with(): n has 1 values, the table 3 rows'])
  })

  it('keeps functions to itself without an error', async () => {
    const result = await run('typescript', 'function twice(x) { return 2 * x }\nconst four = twice(2)\nconst nested = { a: [twice] }', {
      defines: ['twice', 'four', 'nested'],
    })
    expect(result).toMatchObject({ error: null, values: { four: 4 } })
    expect(result.withheld).toEqual([
      { name: 'twice', reason: 'a function' },
      { name: 'nested', reason: 'a function at nested.a[0]' },
    ])
  })
})

describe('a cell of Python', () => {
  it('is a function of what it reads, and hands out what it defines', async () => {
    const code =
      'total = factor * 2\nlarge = orders.filter(lambda row: row["id"] > 1)\nids = orders["id"]\nby = orders.group_by("region", rows=len, amount=("amount", sum)).sort("region")'
    const result = await run('python', code, { reads: { factor: { value: 21 }, orders: { table: orders } }, defines: ['total', 'large', 'ids', 'by'] })
    expect(result).toMatchObject({ error: null, values: { total: 42, ids: [1, 2, 9_007_199_254_740_993n] } })
    expect(rowsOf(result.tables['by'])).toEqual([
      { region: 'north', rows: 1, amount: 1.5 },
      { region: 'süd', rows: 1, amount: 0 },
      { region: null, rows: 1, amount: 2.5 },
    ])
  })

  it('asks for queries and inputs, and hears what is meant for people when they fail', async () => {
    const code =
      'count = len(sql("select 1"))\nlimit = input("limit")\nnone = input("nothing")\nsaid = []\nfor text in ["refused", "secret"]:\n  try:\n    sql(text)\n  except Exception as error:\n    said.append(str(error))'
    const result = await run('python', code, { defines: ['count', 'limit', 'none', 'said'] })
    expect(result).toMatchObject({ error: null, values: { count: 3, limit: 5, none: null } })
    expect(result.values['said']).toEqual(['Error: Only one SELECT can be asked.', 'Error: The question could not be answered.'])
  })

  it('shows its last expression and prints', async () => {
    const result = await run('python', 'print("grüße")\ndisplay({"a": 1})\norders.head(1)', { reads: { orders: { table: orders } } })
    expect(result).toMatchObject({ error: null, text: 'grüße\n' })
    expect(result.displays.map((one) => (one.kind === 'table' ? rowsOf(one.table) : one))).toEqual([
      { kind: 'value', value: { a: 1 } },
      [{ id: 1, region: 'north', amount: 1.5 }],
    ])
  })

  it('keeps types on the way through', async () => {
    const code =
      'import datetime\nmade = Frame({"day": [datetime.date(2026, 1, 2), None], "at": [datetime.datetime(2026, 1, 2, 3), None], "ok": [True, None], "n": [1, None], "x": [0.5, None], "t": ["a\\0b", None]})\nagain = Frame(days)\nwhen = days[0]["at"]'
    const result = await run('python', code, { reads: { days: { table: days } }, defines: ['made', 'again', 'when'] })
    expect(result).toMatchObject({ error: null, values: { when: new Date('2026-01-02T03:04:05.006Z') } })
    expect(rowsOf(result.tables['made'])).toEqual([
      { day: new Date('2026-01-02'), at: new Date('2026-01-02T03:00:00Z'), ok: true, n: 1, x: 0.5, t: 'a\0b' },
      { day: null, at: null, ok: null, n: null, x: null, t: null },
    ])
    expect(rowsOf(result.tables['again'])).toEqual(rowsOf(days))
  })

  it.each([
    ['a = 1\nb = = 2', { code: 'syntax', line: 2 }],
    ['a = 1\n\nmissing', { code: 'unknown_name', line: 3, message: "NameError: name 'missing' is not defined" }],
    ['def f():\n  return 1 / 0\n\nf()', { code: 'failed', line: 2, message: 'ZeroDivisionError: division by zero' }],
    ['import pandas', { code: 'failed', line: 1, hint: 'Only the standard library of Python is there.' }],
    ['b = 1', { code: 'undefined_name', message: 'The code has no a.' }],
    ['a = Frame({"x": [1, "y"]})', { code: null }],
  ])('says what is wrong and where: %j', async (code, error) => {
    const result = await run('python', code, { defines: ['a'] })
    if (error.code === null) expect(result.withheld).toEqual([{ name: 'a', reason: 'a column that mixes int and str at x' }])
    else expect(result.error).toMatchObject(error)
  })

  it('takes decimals for numbers, and says where texts are among them', async () => {
    const code = 'from decimal import Decimal\na = Frame({"x": [Decimal("1.5"), 2, None]})\nb = Frame({"x": [Decimal("1.5"), "y"]})'
    const result = await run('python', code, { defines: ['a', 'b'] })
    expect(rowsOf(result.tables['a'])).toEqual([{ x: 1.5 }, { x: 2 }, { x: null }])
    expect(result.withheld).toEqual([{ name: 'b', reason: 'a column that mixes float and str at x' }])
  })

  it('makes frames of frames', async () => {
    const code =
      'sorted_ids = orders.sort("amount", descending=True)["id"]\npart = orders.select("region").with_columns(n=[1, 2, 3])[1:]\ncounts = [len(orders), len(orders.head(2)), orders.columns, orders[0]["region"], orders.select("id").to_dict()["id"][:1]]\ntry:\n  orders["x"]\nexcept KeyError as error:\n  wrong = str(error)'
    const result = await run('python', code, { reads: { orders: { table: orders } }, defines: ['sorted_ids', 'part', 'counts', 'wrong'] })
    expect(result.values).toEqual({
      sorted_ids: [2, 1, 9_007_199_254_740_993n],
      counts: [3, 2, ['id', 'region', 'amount'], 'north', [1]],
      wrong: `"no column 'x'; there are id, region, amount"`,
    })
    expect(rowsOf(result.tables['part'])).toEqual([
      { region: null, n: 2 },
      { region: 'süd', n: 3 },
    ])
  })

  it('waits at its top level', async () => {
    expect(await run('python', 'import asyncio\nawait asyncio.sleep(0.01)\na = 1', { defines: ['a'] })).toMatchObject({ error: null, values: { a: 1 } })
  })
})

describe('kernels', () => {
  it.each([
    ['typescript', 'while (true) {}'],
    ['typescript', 'await new Promise(() => {})'],
    ['python', 'while True:\n  try:\n    while True: pass\n  except BaseException: pass'],
    ['python', 'import itertools\nsum(itertools.count())'],
    ['python', '10 ** 10 ** 8'],
  ] as const)('are interrupted at once, in %s: %s', async (language, code) => {
    const kernel = await kernels.open(language, callsWith(orders))
    await kernel.run({ code: '', reads: {}, defines: [] }, somebody)
    const running = kernel.run({ code, reads: {}, defines: [] }, somebody)
    await new Promise((resolve) => setTimeout(resolve, 300))
    kernel.interrupt()
    expect((await running).error).toMatchObject({ code: 'interrupted' })
    // And go on with the next cell.
    expect(await kernel.run({ code: language === 'python' ? 'a = 1' : 'const a = 1', reads: {}, defines: ['a'] }, somebody)).toMatchObject({ values: { a: 1 } })
    await kernel.close()
  })

  it('run cells one after the other, in order', async () => {
    const kernel = await kernels.open('typescript', callsWith(orders))
    const order: number[] = []
    await Promise.all(
      [30, 0, 10].map((ms, index) =>
        kernel
          .run({ code: `await new Promise((done) => setTimeout(done, ${ms}))`, reads: {}, defines: [] }, somebody)
          .then(({ error }) => order.push(error === null ? index : -1)),
      ),
    )
    expect(order).toEqual([0, 1, 2])
    await kernel.close()
    await expect(kernel.run({ code: '', reads: {}, defines: [] }, somebody)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('of Python are prepared ahead, once, and whoever comes meanwhile waits for that', async () => {
    const made: number[] = []
    const ahead = await openKernels({ onPicture: (ms) => made.push(ms) })
    ahead.kernels.prepare()
    ahead.kernels.prepare()
    const kernel = await ahead.kernels.open('python', callsWith(orders))
    expect(await kernel.run({ code: 'a = 1', reads: {}, defines: ['a'] }, somebody)).toMatchObject({ error: null, values: { a: 1 } })
    expect(made).toHaveLength(1)
    await ahead.end()
  })

  it('keep a cell of nobody waiting behind all those of somebody else, and stop those that wait at once', async () => {
    const few = await openKernels({ maxRunning: 2, limits: { timeoutMs: 60_000 } })
    const endless: CellRun = { code: 'for (;;) {}', reads: {}, defines: [] }
    const greedy = { fairKey: 'greedy', signal: new AbortController().signal }
    const many = await Promise.all(Array.from({ length: 5 }, () => few.kernels.open('typescript', callsWith(orders))))
    const all = many.map((kernel) => kernel.run(endless, greedy).catch((error: unknown) => error))
    const stop = new AbortController()
    const waiting = await few.kernels.open('typescript', callsWith(orders))
    const left = waiting.run(endless, { fairKey: 'greedy', signal: stop.signal })
    const other = await few.kernels.open('typescript', callsWith(orders))
    const small: CellRun = { code: 'const a = 1', reads: {}, defines: ['a'] }
    for (let round = 0; round < 3; round++) expect(await other.run(small, somebody)).toMatchObject({ error: null, values: { a: 1 } })
    stop.abort()
    await expect(left).rejects.toMatchObject({ code: 'cancelled' })
    // Closing them does not wait for what they wait for.
    await Promise.all(many.map((kernel) => kernel.close()))
    const ends = await Promise.all(all)
    expect(ends.filter((end) => isAppError(end) && end.code === 'cancelled')).toHaveLength(4)
    expect(ends).toContainEqual(expect.objectContaining({ error: expect.objectContaining({ code: 'interrupted' }) as unknown }))
    await few.end()
  })

  it('of Python can run what they warm up with', async () => {
    const { code, rows, defines } = warmUpCell()
    const { tables, values, error } = await run('python', code, { reads: { rows: { table: rows } }, defines })
    expect(error).toBeNull()
    expect(Object.keys({ ...tables, ...values })).toEqual(expect.arrayContaining(defines))
  })

  it('make way for each other between their cells', async () => {
    await run('python', '')
    const few = await openKernels({ maxRunning: 1, pictureOf: folder })
    const [one, other] = [await few.kernels.open('python', callsWith(orders)), await few.kernels.open('python', callsWith(orders))]
    const mark: CellRun = { code: 'import sys\nfound = hasattr(sys, "marked")\nsys.marked = True', reads: {}, defines: ['found'] }
    const found: unknown[] = []
    for (const kernel of [one, one, other, one, one]) found.push((await kernel.run(mark, somebody)).values['found'])
    expect(found).toEqual([false, true, false, false, true])
    await few.end()
  })
})

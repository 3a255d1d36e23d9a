import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openKernels } from '../../../kernels/testing/open-kernels.ts'
import { createExecutionWorld, notebookOf, type ExecutionWorld, type GivenCell } from './testing/execution-world.ts'

let world: ExecutionWorld
let kernels: Awaited<ReturnType<typeof openKernels>>
beforeAll(async () => {
  kernels = await openKernels({ limits: { memoryMb: 256 } })
  world = await createExecutionWorld({ kernels: kernels.kernels })
})
afterAll(async () => {
  await world.end()
  await kernels.end()
})

const code = (id: string, text: string, language: 'typescript' | 'python' = 'typescript'): GivenCell => ({ id, kind: 'code', language, code: text })
const rows: GivenCell = { kind: 'sql', name: 'rows', on: 'warehouse', sql: 'SELECT id, status, amount FROM orders ORDER BY id LIMIT 10' }
const factor: GivenCell = { kind: 'input', name: 'factor', input: { type: 'number', default: 2 } }

describe('cells of code', () => {
  it('take tables, inputs and values of each other, and hand tables to SQL and values to text', async () => {
    const session = world.session(
      notebookOf([
        rows,
        factor,
        code('ts', 'const paid = rows.filter((row) => row.status === "paid")\nconst count = paid.rowCount * factor\ncount'),
        code('py', 'doubled = count * 2\nprint("twice", doubled)', 'python'),
        { kind: 'sql', name: 'first', on: 'results', sql: 'SELECT id FROM paid ORDER BY id LIMIT {{ count - 5 }}' },
        { kind: 'text', markdown: '{{ doubled }} in all' },
      ]),
    )
    expect(await session.run()).toMatchObject({ state: 'completed' })
    expect(session.of('ts')).toMatchObject({ values: { count: 6 }, displays: [{ kind: 'value', value: 6 }] })
    expect(session.of('py').text).toBe('twice 12\n')
    expect(await session.rows('first')).toEqual([[3]])
    expect(session.of('text6').text).toBe('12 in all')
    session.inputs.set('factor', 3)
    await session.run()
    expect(session.of('text6').text).toBe('18 in all')
    expect(session.told.filter((one) => one === 'rows running')).toHaveLength(1)
  })

  it('read cells that are called as tools of theirs, which are hidden in that cell alone, and none that are called as the language itself', async () => {
    const named = (name: string): GivenCell => ({ kind: 'sql', id: name, name, on: 'warehouse', sql: 'SELECT count(*) AS n FROM orders' })
    const names = ['display', 'sql', 'Frame', 'bridge']
    const session = world.session(
      notebookOf([
        ...[...names, 'JSON', 'print', 'input'].map(named),
        code('ts', `const counts = [${names.map((name) => `${name}.rowCount`).join(', ')}].join()`),
        code('py', `rows = [${names.map((name) => `${name}[0]["n"]`).join(', ')}]`, 'python'),
      ]),
    )
    expect((await session.run()).failed.toSorted()).toEqual(['JSON', 'input', 'print'])
    for (const name of ['JSON', 'print', 'input']) expect(session.of(name).failure).toMatchObject({ reason: 'name_reserved' })
    expect(session.of('ts')).toMatchObject({ failure: null, values: { counts: names.map(() => 1).join() } })
    expect(session.of('py')).toMatchObject({ failure: null, values: { rows: names.map(() => 300) } })
  })

  it('of TypeScript define what they export as what they do not', async () => {
    const session = world.session(
      notebookOf([
        code('ts', 'export const rate: number = 2\nexport function twice(n: number) { return n * rate }\nexport interface Pair { a: number }\ntwice(rate)'),
        code('below', 'const thrice = rate * 3'),
        { kind: 'text', markdown: 'at {{ rate }}' },
        code('wrong', 'export const fine = 1\nexport const broken = missing + 1'),
      ]),
    )
    expect((await session.run()).failed).toEqual(['wrong'])
    expect(session.of('ts')).toMatchObject({ values: { rate: 2 }, displays: [{ kind: 'value', value: 4 }] })
    expect(session.of('below').values).toEqual({ thrice: 6 })
    expect(session.of('text3').text).toBe('at 2')
    expect(session.of('wrong').failure).toMatchObject({ line: 2 })
  })

  it('say how old the data are that they asked for', async () => {
    const session = world.session(
      notebookOf([rows, code('asking', 'const found = (await sql("SELECT count(*) AS n FROM rows")).rowCount'), code('alone', 'const one = 1')]),
    )
    // Which results code asks by SQL is known when it has run.
    await session.run({ how: 'cells', cells: ['rows'], reach: 'only' })
    await session.run({ how: 'cells', cells: ['asking', 'alone'], reach: 'only' })
    expect(session.of('rows').dataAsOf).not.toBeNull()
    expect(['asking', 'alone'].map((id) => session.of(id).dataAsOf)).toEqual([session.of('rows').dataAsOf, null])
  })

  it('ask results by SQL, and nothing else', async () => {
    const session = world.session(
      notebookOf([
        rows,
        code(
          'ts',
          'const many = rows.rowCount\nconst n = (await sql("SELECT count(*) AS n FROM rows")).at(0).n\nlet said = ""\ntry { await sql("SELECT * FROM orders") } catch (error) { said = error.message }',
        ),
      ]),
    )
    await session.run()
    expect(session.of('ts')).toMatchObject({ failure: null, values: { many: 10, n: 10, said: expect.stringContaining('orders') as string } })
    expect(session.of('ts').values['said']).not.toContain('paid')
  })

  it('say what is wrong and keep what they printed', async () => {
    const session = world.session(
      notebookOf([
        code('ts', 'console.log("so far")\nconst a = missing'),
        code('py', 'import math\ndef twice(x):\n  return 2 * x', 'python'),
        code('ts2', 'twice(2)'),
        code('py2', 'math.pi', 'python'),
      ]),
    )
    expect(await session.run()).toMatchObject({ state: 'failed', failed: expect.arrayContaining(['ts', 'ts2', 'py2']) as string[] })
    expect(session.of('ts')).toMatchObject({ text: 'so far\n', failure: { code: 'unknown_name', line: 2 } })
    expect(session.of('py').notes).toMatchObject([{ reason: 'name_withheld' }])
    expect(session.of('ts2').failure).toMatchObject({ reason: 'name_withheld' })
    expect(session.of('py2').failure).toMatchObject({ reason: 'import_elsewhere' })
  })

  it('are stopped at once, with everything behind them', async () => {
    const session = world.session(notebookOf([code('ts', 'const a = 1\nfor (;;) {}'), code('ts2', 'const b = a')]))
    const stop = new AbortController()
    const run = session.run({ how: 'all' }, {}, stop.signal)
    await expect.poll(() => session.told).toContain('ts running')
    stop.abort()
    expect(await run).toEqual({ state: 'cancelled', done: [], failed: [], leftOut: [] })
    expect([session.of('ts').state, session.of('ts2').state]).toEqual(['cancelled', 'cancelled'])
  })

  it('hand on no values that are too long, and characters that no store takes as others', async () => {
    const session = world.session(notebookOf([code('long', 'const much = "x".repeat(2_000_000)'), code('odd', 'const text = "a\\0b\\ud800"')]))
    await session.run()
    expect(session.of('long').failure).toMatchObject({ code: 'limit_exceeded', reason: 'value_too_long' })
    expect(session.of('odd').values).toEqual({ text: 'a\u2400b\ufffd' })
  })

  it('end when they take too much memory, and the server goes on', async () => {
    const session = world.session(notebookOf([code('bomb', 'const many = []\nfor (;;) many.push(new Array(1e6).fill(Math.random()))'), rows]))
    expect(await session.run()).toMatchObject({ state: 'failed', done: ['rows'] })
    expect(session.of('bomb').failure).toMatchObject({ code: 'memory' })
  })
})

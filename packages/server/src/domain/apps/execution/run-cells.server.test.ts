import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExecutionWorld, notebookOf, type ExecutionWorld, type GivenCell } from './testing/execution-world.ts'

let world: ExecutionWorld
beforeAll(async () => {
  world = await createExecutionWorld()
})
afterAll(() => world.end())

const sql = (name: string, text: string, more: object = {}): GivenCell => ({ kind: 'sql', name, sql: text, on: 'warehouse', ...more })
const onResults = (name: string, text: string): GivenCell => sql(name, text, { on: 'results' })
const status: GivenCell = { kind: 'input', name: 'status', input: { type: 'text', default: 'paid' } }

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
})

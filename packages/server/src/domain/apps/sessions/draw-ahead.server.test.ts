import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createExecutionWorld, notebookOf, type ExecutionWorld, type TestSession } from '../execution/testing/execution-world.ts'
import { blankOutcome } from '../execution/blank-outcome.ts'
import { drawAhead } from './draw-ahead.ts'
import type { SessionScope } from './session-scope.ts'

let world: ExecutionWorld
let session: TestSession
let scope: SessionScope
/** Questions to results, and errors that nobody foresaw. */
let asked: string[] = []
let complaints: string[] = []
const document = notebookOf([
  { kind: 'sql', name: 'rows', on: 'warehouse', sql: 'SELECT * FROM orders' },
  {
    kind: 'chart',
    id: 'chart',
    of: 'rows',
    config: { type: 'line', fieldConfig: { x: { reference: 'day' }, y: [{ reference: 'amount', aggregation: 'sum' }] } },
  },
  { kind: 'pivot', id: 'pivot', of: 'rows', rows: ['region'], columns: [], values: [{ column: 'amount', aggregation: 'sum' }] },
  { kind: 'table', id: 'table', of: 'rows' },
])
beforeAll(async () => {
  world = await createExecutionWorld()
  session = world.session(document)
  expect((await session.run()).state).toBe('completed')
})
beforeEach(() => {
  asked = []
  complaints = []
  const inputs = new Map()
  scope = { project: world.project, notebookId: world.project.id, document, inputs, kept: session.outcomes, occasion: 'app', versionId: null, shown: null }
})
afterAll(() => world.end())

async function draw(of: SessionScope, cellId: string, state: 'done' | 'running' = 'done', look?: () => Promise<never>): Promise<void> {
  const ctx = await world.ctx()
  const results: typeof ctx.results = {
    ...ctx.results,
    look(...question) {
      asked.push(cellId)
      return look?.() ?? ctx.results.look(...question)
    },
  }
  const sessions = { complain: (message: string) => void complaints.push(message) }
  await drawAhead({ ...ctx, results, sessions }, of, { ...blankOutcome(cellId, state, ''), fingerprint: null })
}

it('asks what charts and pivots draw once they are done, and nothing that no page asks', async () => {
  for (const cellId of ['rows', 'chart', 'pivot', 'table', 'nowhere']) await draw(scope, cellId)
  expect(asked).toEqual(['chart', 'pivot'])
  await draw(scope, 'chart', 'running')
  await draw({ ...scope, shown: new Set(['pivot']) }, 'chart')
  expect(asked).toEqual(['chart', 'pivot'])
  expect(complaints).toEqual([])
})

it('never throws: what is wrong with a cell is for whoever looks, what nobody foresaw is written down', async () => {
  await draw({ ...scope, kept: new Map() }, 'chart')
  expect(complaints).toEqual([])
  await draw(scope, 'chart', 'done', () => Promise.reject(new TypeError('the engine is on fire')))
  expect(complaints).toEqual(['a cell could not be drawn ahead'])
})

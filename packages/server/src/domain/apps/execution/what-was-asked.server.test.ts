import { afterAll, beforeAll, expect, it } from 'vitest'
import { standingOf } from './standing.ts'
import { createExecutionWorld, notebookOf, type ExecutionWorld, type GivenCell, type TestSession } from './testing/execution-world.ts'
import type { NotebookDocument } from '@atrium/documents'

let world: ExecutionWorld
beforeAll(async () => {
  world = await createExecutionWorld()
})
afterAll(() => world.end())

const sql = (name: string, text: string, on: 'warehouse' | 'results' = 'results'): GivenCell => ({ kind: 'sql', name, sql: text, on })

async function staleOf(document: NotebookDocument, session: TestSession): Promise<readonly string[]> {
  const scope = { project: world.project, notebookId: world.project.id, document, inputs: session.inputs, kept: session.outcomes, occasion: 'logic' as const }
  return (await standingOf(await world.ctx(), scope)).stale()
}

it('what was run on something old stays stale', async () => {
  const of = (rows: string): NotebookDocument =>
    notebookOf([sql('rows', rows, 'warehouse'), sql('middle', 'SELECT n + 1 AS n FROM rows'), sql('last', 'SELECT n + 1 AS n FROM middle')])
  const before = of('SELECT 1 AS n')
  const session = world.session(before)
  await session.run({ how: 'all' })
  expect(await staleOf(before, session)).toEqual([])
  const after = of('SELECT 10 AS n')
  expect(await staleOf(after, session)).toEqual(['rows', 'middle', 'last'])
  const later = world.session(after)
  for (const [id, outcome] of session.outcomes) later.outcomes.set(id, outcome)
  await later.run({ how: 'cells', cells: ['last'], reach: 'only' })
  expect(await later.rows('last')).toEqual([[3]])
  expect(await staleOf(after, later)).toEqual(['rows', 'middle', 'last'])
  await later.run()
  expect(await later.rows('last')).toEqual([[12]])
  expect(await staleOf(after, later)).toEqual([])
})

it('what a run button began stays, until something else that is stale reads it', async () => {
  const document = notebookOf([
    { kind: 'input', name: 'pressed', input: { type: 'run_button' } },
    { kind: 'input', name: 'more', input: { type: 'number', default: 1 } },
    sql('begun', 'SELECT CASE WHEN {{ pressed }} THEN 100 ELSE 0 END AS n', 'warehouse'),
    sql('both', 'SELECT n + {{ more }} AS n FROM begun'),
  ])
  const session = world.session(document)
  await session.run()
  expect(await session.rows('both')).toEqual([[1]])
  session.inputs.set('pressed', true)
  await session.run({ how: 'cells', cells: ['pressed', 'begun', 'both'], reach: 'auto' })
  session.inputs.delete('pressed')
  expect(await session.rows('both')).toEqual([[101]])
  expect(await staleOf(document, session)).toEqual([])
  session.inputs.set('more', 2)
  expect(await staleOf(document, session)).toEqual(['pressed', 'more', 'begun', 'both'])
  await session.run()
  expect(await session.rows('both')).toEqual([[2]])
})

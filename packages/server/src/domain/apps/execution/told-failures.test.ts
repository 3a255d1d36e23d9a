import { cellLabels, notebookGraph, notebookProblems, tellFailure, type CellFailure } from '@atrium/documents'
import { expect, it } from 'vitest'
import { cellErrorOf, endedError } from '../../../kernels/cell-errors.ts'
import { checkNames } from '../../../kernels/names.ts'
import { columnsFor } from '../../../warehouses/postgres/write-table.ts'
import { asQueryError } from '../../../warehouses/postgres/query-error.ts'
import { notOurs } from '../../../warehouses/refused-writes.ts'
import { timedOut } from '../../../warehouses/stopped-query.ts'
import { checkQueryLimit } from '../../explore/check-query.ts'
import { placeOfTable } from '../../projects/writeback/place-of-table.ts'
import { answerOf } from './execution.ts'
import { failureOf } from './failure.ts'
import { missingSource } from './missing-source.ts'
import { problemFailure } from './problem-failure.ts'

const duckdb = { type: 'duckdb' } as never
const limits = { memoryMb: 64, timeoutMs: 1500, resultBytes: 1_048_576 } as never

/** Why it fails, as a cell is told. */
function thrown(work: () => unknown): CellFailure {
  try {
    work()
  } catch (error) {
    return failureOf(error)
  }
  throw new Error('it did not fail')
}
const ofCode = (error: ReturnType<typeof endedError>): CellFailure => ({ ...error, reason: error.code })

it.each<[string, CellFailure, string]>([
  ['a result that is not there', failureOf(missingSource('sales')), '„sales“'],
  [
    'a result that was not run',
    thrown(() => answerOf({ outcomes: new Map() }, { cell: { id: 'a' } as never, name: 'sales' })),
    '„sales“ hat noch kein Ergebnis',
  ],
  [
    'a slow query',
    failureOf(timedOut(1500)),
    'länger als 1,5 s und wurde angehalten. Grenze sie mit einem Filter ein, oder bitte einen Admin, ATRIUM_QUERY_TIMEOUT_SECONDS',
  ],
  ['a query for too much memory', failureOf(asQueryError({ code: '53200', severity: 'ERROR', message: 'out of memory' }, 1)), 'frag nach weniger Gruppen'],
  ['a query for too many rows', thrown(() => checkQueryLimit({ limits: { maxRows: 5000 } as never }, { limit: 5001 })), 'höchstens 5.000 Zeilen'],
  ['a table of others', failureOf(notOurs('app_sales')), 'Eine Tabelle app_sales gibt es schon, und kein Notebook'],
  ['a table outside', thrown(() => placeOfTable(duckdb, { schema: null, prefix: 'app_' }, 'sales')), 'deren Namen mit app_ beginnen'],
  ['a table outside of a schema', thrown(() => placeOfTable(duckdb, { schema: 'apps', prefix: '' }, 'main.sales')), 'nur Tabellen im Schema apps.'],
  ['a name that no table has', thrown(() => placeOfTable(duckdb, { schema: null, prefix: '' }, '1 x')), 'beginnt mit einem Buchstaben'],
  ['a name that no column has', thrown(() => columnsFor([{ name: 'x'.repeat(64), type: 'string', engineType: 'VARCHAR' }])), 'höchstens 63 Bytes'],
  ['a name that no result has', thrown(() => checkNames('python', { reads: {}, defines: ['class'] })), '„class“ kann hier nicht der Name'],
  ['code that takes too long', ofCode(endedError('time', limits)), 'länger als 1,5 s und wurde angehalten'],
  ['code that takes too much', ofCode(endedError('output', limits)), 'mehr als 1 MB'],
  ['code that ended', ofCode(endedError('crashed', limits)), 'Der Prozess, in dem die Zelle lief'],
  [
    'what cannot leave a cell',
    ofCode(cellErrorOf({ code: 'not_shareable', message: '“a” is a socket', line: 2 }, { language: 'python', limits })),
    'Das kann die Zelle nicht verlassen: “a” is a socket.',
  ],
])('whoever reads German is told of %s as it happens', (_, failure, german) => {
  const told = tellFailure(failure, 'de')
  expect(told.message).toContain(german)
  expect(told.message).not.toMatch(/\{|\bthe\b/u)
  // Parameters say nothing that the message does not: it is shown to the same people.
  for (const value of Object.values(failure.params ?? {})) expect(failure.message.replaceAll(',', '')).toContain(String(value))
})

it('what is wrong as it is written is told in the same words where it is written and where it runs', () => {
  const document = {
    cells: [
      { id: 'a', kind: 'sql', name: 'one', sql: 'SELECT * FROM two', on: 'results' },
      { id: 'b', kind: 'sql', name: 'two', sql: 'SELECT * FROM one', on: 'results' },
    ],
    app: { tabs: [], elements: [] },
  } as never
  const [problem] = notebookProblems(document, notebookGraph(document))
  if (problem === undefined) throw new Error('there is no circle')
  const failure = problemFailure(problem, cellLabels(document))
  expect(failure.message).toBe('These cells wait for each other: one reads "two", two reads "one".')
  expect(tellFailure(failure, 'de').message).toBe('Diese Zellen warten aufeinander: one liest „two“, two liest „one“.')
})

import { compileMetricQuery, duckdb, type Explore } from '@atrium/semantic'
import { compare } from '../measure.ts'
import type { Row } from '../rows.ts'
import { tpchExplores } from './models.ts'
import { questions, type TpchQuestion } from './questions.ts'
import { checkSameRows } from './same-rows.ts'
import { openTables } from './tables.ts'

const rounds = 9

/** SQL of the semantic layer against SQL by hand, on tables of the size of TPC-H at scale 1. Both must give the same rows first. */
export async function tpchRows(): Promise<Row[]> {
  const explores = tpchExplores()
  const connection = await openTables()
  const times: { name: string; ours: number; hand: number }[] = []
  try {
    for (const question of questions) {
      const ours = sqlOf(explores, question)
      await checkSameRows(connection, { name: question.name, ours, theirs: question.sql })
      const { a, b } = await compare(
        rounds,
        async () => (await connection.runAndReadAll(ours)).getRowsJson(),
        async () => (await connection.runAndReadAll(question.sql)).getRowsJson(),
      )
      times.push({ name: question.name, ours: a, hand: b })
    }
  } finally {
    connection.closeSync()
  }
  const total = (side: 'ours' | 'hand'): number => times.reduce((sum, time) => sum + time[side], 0)
  const each = times.map(({ name, ours, hand }) => `${name.split(':')[0]} ${(ours / hand).toFixed(2)}`).join(', ')
  return [
    {
      name: 'generated SQL ÷ SQL by hand, ten questions to tables of TPC-H’s size at scale 1',
      value: total('ours') / total('hand'),
      unit: '×',
      target: { op: '<=', bound: 1.1 },
      detail: `${(total('ours') / 1000).toFixed(2)} s ÷ ${(total('hand') / 1000).toFixed(2)} s, medians of ${rounds} rounds in turns; ${each}`,
    },
  ]
}

function sqlOf(explores: ReadonlyMap<string, Explore>, { query }: TpchQuestion): string {
  const explore = explores.get(query.exploreName)
  if (explore === undefined) throw new Error(`${query.exploreName} is missing`)
  const whole = { dimensions: [], metrics: [], filters: {}, sorts: [], limit: 5000, tableCalculations: [], ...query }
  return compileMetricQuery(explore, whole, { dialect: duckdb, now: 0, timezone: 'UTC', startOfWeek: null, policy: { userAttributes: {} } }).sql
}

import type { ProfileView } from '@atrium/documents'
import { profileColumns, profileOfRows } from '@atrium/semantic'
import type { StoredResult } from '../../../results/result-store.ts'
import { askOne } from './ask-rows.ts'
import type { Execution } from './execution.ts'

const mostFrequent = 10

/** What is in a column of a result, of all rows that are kept. */
export async function profileView(execution: Execution, { name, result }: { name: string; result: StoredResult }, column: string): Promise<ProfileView> {
  const answer = await askOne(execution, name, result, (table) => profileOfRows({ name: table, columns: result.columns }, column, mostFrequent), mostFrequent)
  const of = (wanted: (typeof profileColumns)[number]): unknown[] => answer.columns[profileColumns.indexOf(wanted)] ?? []
  const times = of('times')
  const [rows, filled] = [Number(of('total')[0]), Number(of('filled')[0])]
  return {
    kind: 'profile',
    rows,
    missing: rows - filled,
    distinct: Number(of('kinds')[0]),
    least: of('least')[0] ?? null,
    most: of('most')[0] ?? null,
    mean: of('mean')[0] ?? null,
    frequent: filled === 0 ? [] : of('value').map((value, place) => ({ value, count: Number(times[place]) })),
    truncated: result.truncated,
    partial: result.partial,
  }
}

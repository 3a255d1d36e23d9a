import type { StoredResult } from '../../../results/result-store.ts'
import type { WarehouseColumn } from '../../../warehouses/warehouse.ts'
import { askerOf, type Execution } from './execution.ts'

/** Rows of an answer, by column and with what the columns are. */
export type AskedRows = { header: readonly WarehouseColumn[]; columns: unknown[][]; rowCount: number; truncated: boolean }

/** Asks one result, under its name, what `select` says of it: `look`, once for all who see the same; `ask`, what nobody else is to see. */
export async function askOne(
  execution: Execution,
  name: string,
  result: StoredResult,
  select: (name: string) => string,
  maxRows: number,
  how: 'look' | 'ask' = 'look',
): Promise<AskedRows> {
  const scope = { projectId: result.projectId, audience: result.audience }
  const answer = await execution.ctx.results[how](scope, { sql: select(name), tables: { [name]: result } }, { ...askerOf(execution), maxRows })
  return { header: answer.columns, columns: JSON.parse(answer.data.toString('utf8')) as unknown[][], rowCount: answer.rowCount, truncated: answer.truncated }
}

/** The same by rows. */
export const byRow = ({ columns, rowCount }: Pick<AskedRows, 'columns' | 'rowCount'>): unknown[][] =>
  Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row] ?? null))

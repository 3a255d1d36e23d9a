import { duckdb } from '@atrium/semantic'
import type { StoredResult } from './result-store.ts'

/** A SELECT of all rows of a result, in their order and of the types that they had. One row more may lie in the file: it only says that there are more. */
export function tableSelect({ columns, rows, truncated }: Pick<StoredResult, 'columns' | 'rows' | 'truncated'>, file: string): string {
  const values = columns.map(({ name, engineType }) => `CAST(${duckdb.quote(name)} AS ${engineType}) AS ${duckdb.quote(name)}`)
  return `SELECT ${values.join(', ')} FROM read_parquet(${duckdb.stringLiteral(file)})${truncated ? ` LIMIT ${rows}` : ''}`
}

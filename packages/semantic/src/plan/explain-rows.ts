import { type CompileOptions, QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Explore } from '../types/explore.ts'
import { planContext } from './plan-context.ts'
import { rowRule } from './scan-model.ts'

/** The row rule of an explore for one caller: as it is written, and as it filters; or why everything is refused. */
export type RowsExplained = { written: string; sql: string } | { written: string; refused: string }

/** What the base table's row rule means for the caller of `policy`, by the function that puts it into queries. Null: there is none. */
export function explainRows(explore: Explore, options: CompileOptions & { dialect: Dialect }): RowsExplained | null {
  const base = explore.tables[explore.baseTable]
  if (base === undefined) return null
  const written = base.uncompiledSqlWhere ?? base.sqlWhere ?? ''
  const query = { exploreName: explore.name, dimensions: [], metrics: [], filters: {}, sorts: [], limit: 1, tableCalculations: [] }
  try {
    const [sql] = rowRule(planContext(explore, query, options), base)
    return sql === undefined ? null : { written, sql }
  } catch (error) {
    if (error instanceof QueryError) return { written, refused: error.message }
    throw error
  }
}

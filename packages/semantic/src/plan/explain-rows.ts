import { type CompileOptions, QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { CompiledTable, Explore } from '../types/explore.ts'
import { type PlanContext, planContext } from './plan-context.ts'
import { isPolicy } from './row-policy.ts'
import { rowRule } from './scan-model.ts'

/** The row rule of a table for one caller: as it is written, and as it filters; or why everything that reads the table is refused. */
export type RowsExplained = { table: string; label: string; written: string } & ({ sql: string } | { refused: string })

/** What the row rules of an explore mean for the caller of `policy`, by the function that puts them into queries: that of the base table first, then those of joined tables that count here. */
export function explainRows(explore: Explore, options: CompileOptions & { dialect: Dialect }): RowsExplained[] {
  const base = explore.tables[explore.baseTable]
  const joined = explore.joinedTables.flatMap(({ table }) => explore.tables[table] ?? []).filter(isPolicy)
  const query = { exploreName: explore.name, dimensions: [], metrics: [], filters: {}, sorts: [], limit: 1, tableCalculations: [] }
  const ctx = planContext(explore, query, options)
  return [...(base === undefined ? [] : [base]), ...joined].flatMap((table) => explained(ctx, table))
}

function explained(ctx: PlanContext, table: CompiledTable): RowsExplained[] {
  const about = { table: table.name, label: table.label, written: table.uncompiledSqlWhere ?? table.sqlWhere ?? '' }
  try {
    return rowRule(ctx, table).map((sql) => ({ ...about, sql }))
  } catch (error) {
    if (error instanceof QueryError) return [{ ...about, refused: error.message }]
    throw error
  }
}

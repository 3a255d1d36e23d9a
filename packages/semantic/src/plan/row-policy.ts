import type { CompiledTable } from '../types/explore.ts'
import { readsPerson, referencedTables } from './sql-template.ts'

type Rule = Pick<CompiledTable, 'sqlWhere' | 'uncompiledSqlWhere'>

/** True when the sql_filter of a table reads who asks: it then says which rows are open to whom, wherever the table is read. */
export function isPolicy({ sqlWhere, uncompiledSqlWhere }: Rule): boolean {
  return readsPerson(sqlWhere ?? uncompiledSqlWhere ?? '')
}

/** Tables that the sql_filter of a table reads besides its own. A table may go by the name of its model when no other has it. */
export function otherTablesOfRule(table: Rule & Pick<CompiledTable, 'name' | 'originalName'>, tables: Readonly<Record<string, unknown>>): string[] {
  const { name, originalName } = table
  const own = originalName !== undefined && !Object.hasOwn(tables, originalName) ? [name, originalName] : [name]
  return referencedTables(table.uncompiledSqlWhere ?? table.sqlWhere ?? '', name).filter((one) => !own.includes(one))
}

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { tablesQuery } from '../../api/sql.ts'
import { tableNames, useMentionedColumns } from '../../sql/use-mentioned-columns.ts'

const none: readonly string[] = []

/** Columns by table: of all tables the names, of those that are mentioned or looked at the columns. */
export function useSchema(projectUuid: string, sql: string, opened: ReadonlySet<string>): Readonly<Record<string, readonly string[]>> {
  const tree = useQuery(tablesQuery(projectUuid)).data
  const tables = useMemo(() => tableNames(tree), [tree])
  const columns = useMentionedColumns(projectUuid, { tables, sql, opened })
  return useMemo(() => Object.fromEntries(tables.map((name) => [name, columns[name] ?? none])), [tables, columns])
}

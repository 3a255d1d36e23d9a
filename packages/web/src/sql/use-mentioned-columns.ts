import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { columnsQuery, type TableTree } from '../api/sql.ts'

/** Tables whose columns are asked for at once: of a long text the first. */
const most = 30

/** The names of all tables, each once. */
export const tableNames = (tree: TableTree | undefined): string[] =>
  tree === undefined ? [] : [...new Set(Object.values(tree).flatMap((schemas) => Object.values(schemas).flatMap((members) => Object.keys(members))))]

/** The words of a text as names are compared. */
export const wordsOf = (sql: string): ReadonlySet<string> => new Set(sql.toLowerCase().match(/\w+/g) ?? [])

/** Columns by table, of those that a text mentions or that are `opened`; the same object as long as they are the same. */
export function useMentionedColumns(
  projectUuid: string,
  { tables, sql, opened }: { tables: readonly string[]; sql: string; opened?: ReadonlySet<string> },
): Readonly<Record<string, readonly string[]>> {
  const words = wordsOf(sql)
  const wanted = tables.filter((name) => opened?.has(name) === true || words.has(name.toLowerCase())).slice(0, most)
  const columns = useQueries({ queries: wanted.map((table) => columnsQuery(projectUuid, table)) })
  const text = JSON.stringify(wanted.map((name, place) => [name, Object.keys(columns[place]?.data ?? {})]))
  return useMemo(() => Object.fromEntries(JSON.parse(text) as [string, string[]][]), [text])
}

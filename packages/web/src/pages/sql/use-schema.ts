import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { columnsQuery, tablesQuery } from '../../api/sql.ts'

/** Columns by table: of all tables the names, of those that are mentioned or looked at the columns. */
export function useSchema(projectUuid: string, sql: string, opened: ReadonlySet<string>): Record<string, string[]> {
  const tree = useQuery(tablesQuery(projectUuid)).data
  const names = useMemo(
    () => (tree === undefined ? [] : [...new Set(Object.values(tree).flatMap((schemas) => Object.values(schemas).flatMap((members) => Object.keys(members))))]),
    [tree],
  )
  const words = new Set(sql.toLowerCase().match(/\w+/g) ?? [])
  const wanted = names.filter((name) => opened.has(name) || words.has(name.toLowerCase())).slice(0, 30)
  const columns = useQueries({ queries: wanted.map((table) => columnsQuery(projectUuid, table)) })
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, Object.keys(columns[wanted.indexOf(name)]?.data ?? {})])))
  return useMemo(() => JSON.parse(text) as Record<string, string[]>, [text])
}

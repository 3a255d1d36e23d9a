import type { NotebookCell } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { useContext, useMemo } from 'react'
import type { Outcome } from '../../../api/app-sessions.ts'
import { tablesQuery } from '../../../api/sql.ts'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import type { CodeCompletion } from '../../../components/code-editor.tsx'
import { sqlName } from '../../../sql/sql-name.ts'
import { tableNames, useMentionedColumns, wordsOf } from '../../../sql/use-mentioned-columns.ts'
import { NamesContext, useNotebook } from '../notebook-context.ts'

const noTables: readonly string[] = []
const noOutcomes: ReadonlyMap<string, Outcome> = new Map()

/**
 * What is offered while a cell is written: names that other cells give, the columns of results that it mentions as they were last, and
 * tables with their columns where it asks the warehouse. Nothing is asked for a cell that nobody writes.
 */
export function useCompletions(cell: Extract<NotebookCell, { kind: 'sql' | 'code' }>, isWriting: boolean): readonly CodeCompletion[] {
  const { projectUuid, store } = useNotebook()
  const names = useContext(NamesContext)
  const sql = isWriting && cell.kind === 'sql' ? cell.sql : ''
  const asksWarehouse = isWriting && cell.kind === 'sql' && cell.on === 'warehouse'
  const tree = useQuery({ ...tablesQuery(projectUuid), enabled: asksWarehouse, retry: false }).data
  const tables = useMemo(() => (asksWarehouse ? tableNames(tree) : noTables), [asksWarehouse, tree])
  const columns = useMentionedColumns(projectUuid, { tables, sql })
  const outcomes = useSessionPart(isWriting ? store : null, (state) => state.outcomes, noOutcomes)
  const own = 'name' in cell ? cell.name : ''
  return useMemo(() => {
    const words = wordsOf(sql)
    const results = [...outcomes.values()]
      .flatMap((outcome) => Object.entries(outcome.tables))
      .filter(([name]) => name !== own && words.has(name.toLowerCase()))
      .map(([name, result]) => [name, result.columns.map((column) => column.name)] as const)
    return [
      ...names
        .filter(({ name }) => name !== own)
        .map(({ name, as }) => ({ label: name, detail: as, text: cell.kind === 'sql' && as === 'value' ? `{{ ${name} }}` : name })),
      ...[...results, ...Object.entries(columns)].flatMap(([of, members]) => members.map((name) => ({ label: name, detail: of, text: sqlName(name), of }))),
      ...tables.map((name) => ({ label: name, text: sqlName(name) })),
    ]
  }, [names, tables, columns, outcomes, own, cell.kind, sql])
}

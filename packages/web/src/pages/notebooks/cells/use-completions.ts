import type { NotebookCell } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { useContext, useMemo } from 'react'
import { tablesQuery } from '../../../api/sql.ts'
import type { CodeCompletion } from '../../../components/code-editor.tsx'
import { NamesContext, useNotebook } from '../notebook-context.ts'

/** What is offered while a cell is written: names that other cells give, and tables where it asks the warehouse. */
export function useCompletions(cell: Extract<NotebookCell, { kind: 'sql' | 'code' }>): readonly CodeCompletion[] {
  const { projectUuid } = useNotebook()
  const names = useContext(NamesContext)
  const asksWarehouse = cell.kind === 'sql' && cell.on === 'warehouse'
  const tree = useQuery({ ...tablesQuery(projectUuid), enabled: asksWarehouse, retry: false }).data
  const own = 'name' in cell ? cell.name : ''
  return useMemo(() => {
    const tables = asksWarehouse ? Object.values(tree ?? {}).flatMap((schemas) => Object.values(schemas).flatMap((members) => Object.keys(members))) : []
    return [
      ...names
        .filter(({ name }) => name !== own)
        .map(({ name, as }) => ({ label: name, detail: as, text: cell.kind === 'sql' && as === 'value' ? `{{ ${name} }}` : name })),
      ...[...new Set(tables)].map((name) => ({ label: name, text: name })),
    ]
  }, [names, tree, asksWarehouse, own, cell.kind])
}

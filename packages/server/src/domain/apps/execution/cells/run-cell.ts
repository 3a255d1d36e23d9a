import type { NotebookCell } from '@atrium/documents'
import type { Answered, CellExecution } from '../execution.ts'
import { checkViewCell } from './check-view-cell.ts'
import { runCodeCell } from './run-code-cell.ts'
import { runComponentCell } from './run-component-cell.ts'
import { runExploreCell } from './run-explore-cell.ts'
import { runFilterCell } from './run-filter-cell.ts'
import { runSqlCell } from './run-sql-cell.ts'
import { runTextCell } from './run-text-cell.ts'
import { runWritebackCell } from './run-writeback-cell.ts'

/** What comes of a cell. Throws what is wrong with it. */
export async function runCell(execution: CellExecution, cell: Exclude<NotebookCell, { kind: 'input' }>): Promise<Answered> {
  switch (cell.kind) {
    case 'sql':
      return runSqlCell(execution, cell)
    case 'explore':
      return runExploreCell(execution, cell)
    case 'text':
      return runTextCell(execution, cell)
    case 'code':
      return runCodeCell(execution, cell)
    case 'filter':
      return runFilterCell(execution, cell)
    case 'chart':
    case 'table':
    case 'pivot':
    case 'single_value':
      return checkViewCell(execution, cell)
    case 'component':
      return runComponentCell(execution, cell)
    case 'writeback':
      return runWritebackCell(execution, cell)
    case 'section':
      return {}
  }
}

import { moduleOf } from '../read/read-module.ts'
import type { NotebookCell } from '../notebook-document.ts'

/** What stands behind a name: rows, one value, or what a cell of code made of it. */
export type DefinedName = { name: string; as: 'table' | 'value' | 'any' }

/** The ends of a range of dates have names of their own. */
export const rangeNames = (name: string): [string, string] => [`${name}_start`, `${name}_end`]

/** The names by which others read what a cell gives. */
export function definedNames(cell: NotebookCell): DefinedName[] {
  switch (cell.kind) {
    case 'sql':
    case 'explore':
    case 'filter':
      return [{ name: cell.name, as: 'table' }]
    case 'input': {
      if (cell.input.type === 'file') return [{ name: cell.name, as: 'table' }]
      const names = cell.input.type === 'date_range' ? rangeNames(cell.name) : [cell.name]
      return names.map((name) => ({ name, as: 'value' }))
    }
    case 'component':
      return Object.keys(cell.results ?? {}).map((name) => ({ name, as: 'any' }))
    case 'code':
      return moduleOf(cell).defines.map((name) => ({ name, as: 'any' }))
    case 'text':
    case 'chart':
    case 'table':
    case 'pivot':
    case 'single_value':
    case 'section':
    case 'writeback':
      return []
  }
}

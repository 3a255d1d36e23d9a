import { freeName, type CellKind, type InputDefinition, type InputType, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import type { MetricQuery } from '@atrium/semantic'

type Fresh = {
  id: string
  document: NotebookDocument
  /** Of a section. */
  title: string
  /** The result that others are to be made of: what is read last. */
  of: string
  exploreName: string
  componentId: string
  /** Into which rows are written. */
  table: string
}

/** A cell of a kind before anything is said of it, under a name that is free in the notebook. */
export function newCell(kind: CellKind, { id, document, title, of, exploreName, componentId, table }: Fresh): NotebookCell {
  switch (kind) {
    case 'sql':
      return { kind, id, name: freeName('result', document), sql: '', on: 'warehouse' }
    case 'explore':
      return { kind, id, name: freeName('result', document), exploreName, query: emptyQuery(exploreName) }
    case 'filter':
      return { kind, id, name: freeName('filtered', document), of, match: 'all', rules: [] }
    case 'text':
      return { kind, id, markdown: '' }
    case 'input':
      return { kind, id, name: freeName('input', document), input: newInput('text') }
    case 'code':
      return { kind, id, language: 'python', code: '' }
    case 'section':
      return { kind, id, title }
    case 'chart':
      return { kind, id, of, config: { type: 'vertical_bar' } }
    case 'table':
      return { kind, id, of }
    case 'pivot':
      return { kind, id, of, rows: [], columns: [], values: [{ column: 'value', aggregation: 'sum' }] }
    case 'single_value':
      return { kind, id, of, column: 'value' }
    case 'writeback':
      return { kind, id, of, table, mode: 'append' }
    case 'component':
      return { kind, id, componentId, version: null }
  }
}

/** A question to an explore before anything is asked. */
export const emptyQuery = (exploreName: string): MetricQuery => ({
  exploreName,
  dimensions: [],
  metrics: [],
  filters: {},
  sorts: [],
  limit: 500,
  tableCalculations: [],
})

/** An input of a type before anything is said of it. */
export function newInput(type: InputType): InputDefinition {
  switch (type) {
    case 'text':
      return { type, default: '' }
    case 'slider':
      return { type, default: 0, min: 0, max: 100 }
    case 'dropdown':
      return { type, default: null, options: { values: [] } }
    case 'multi_select':
      return { type, default: [], options: { values: [] } }
    case 'checkbox':
      return { type, default: false }
    case 'date_range':
      return { type, default: { from: null, to: null } }
    case 'run_button':
    case 'file':
      return { type }
    case 'number':
    case 'date':
    case 'datetime':
    case 'relative_date':
      return { type, default: null }
  }
}

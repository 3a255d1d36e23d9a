import { isRecord } from '../../../is-record.ts'
import { emptyNotebook, NotebookDocument, type NotebookCell } from '../../notebook-document.ts'
import { literalTemplate } from '../../template/literal-template.ts'
import type { CellNote } from '../imported-notebook.ts'
import { withPictures } from './attached-pictures.ts'
import type { JupyterCell } from './jupyter-cell.ts'
import { metadataNotes, outputNotes } from './left-out.ts'
import { pythonParts } from './python-commands.ts'
import { sqlOfCell, withTemplateValues, type MagicSql } from './sql-magic.ts'

export type CellContext = {
  /** That of the notebook, in small letters. */
  language: string
  id: string
  /** A new id for a further cell that this one becomes. */
  nextId(): string
  note(note: CellNote): void
  /** Characters that attached pictures may still take. */
  room: number
}

/** A cell of Jupyter as ours, mostly one; SQL may have no name yet. */
export function readIpynbCell(cell: JupyterCell, context: CellContext): NotebookCell[] {
  for (const note of [...metadataNotes(cell.metadata), ...outputNotes(cell)]) context.note(note)
  const own = ownCell(cell, context.id)
  if (own !== null) return [own]
  const cells = cellsOf(cell, context)
  const isHidden = isRecord(cell.metadata?.['jupyter']) && cell.metadata['jupyter']['source_hidden'] === true
  return isHidden ? cells.map((one) => ({ ...one, isCollapsed: true })) : cells
}

function cellsOf({ cell_type: type, source, metadata, attachments }: JupyterCell, context: CellContext): NotebookCell[] {
  const { id, language, note } = context
  if (type === 'markdown' || (type === 'raw' && (metadata?.['format'] ?? metadata?.['raw_mimetype']) === 'text/markdown')) {
    const { markdown, leftOut } = withPictures(source, attachments, context.room)
    for (const name of leftOut) note({ code: 'attachment_left_out', name })
    return [textCell(id, markdown)]
  }
  if (type !== 'code') {
    note({ code: 'kept_as_text', kind: type.slice(0, 100) })
    return [fencedCell(id, source, '')]
  }
  const sql = sqlOfCell(source)
  if (sql !== null) return [sqlCell(id, sql, note)]
  const [head = '', magic] = /^\s*%%(\w+)[^\n]*\n?/.exec(source) ?? []
  switch (magic) {
    case 'markdown':
    case 'md':
      return [textCell(id, source.slice(head.length))]
    case 'javascript':
    case 'js':
    case 'typescript':
      return [{ kind: 'code', id, language: 'typescript', code: source.slice(head.length) }]
    case 'time':
    case 'timeit':
    case 'capture':
    case undefined:
      break
    default:
      note({ code: 'language_not_run', language: magic.slice(0, 100) })
      return [fencedCell(id, source, magic)]
  }
  switch (language) {
    case 'python':
      return pythonCells(source, context)
    case 'sql':
      return [sqlCell(id, { name: null, sql: source, hasConnection: false }, note)]
    case 'typescript':
    case 'javascript':
      return [{ kind: 'code', id, language: 'typescript', code: source }]
    default:
      note({ code: 'language_not_run', language: language.slice(0, 100) })
      return [fencedCell(id, source, language)]
  }
}

function pythonCells(source: string, { id, nextId, note }: CellContext): NotebookCell[] {
  const { parts, notes } = pythonParts(source)
  for (const one of notes) note(one)
  if (parts.length > 1) note({ code: 'made_several', count: parts.length })
  if (parts.length === 0) return [{ kind: 'code', id, language: 'python', code: source }]
  return parts.map((part, at): NotebookCell => {
    const partId = at === 0 ? id : nextId()
    if (part.kind === 'sql') return sqlCell(partId, part, note)
    return { kind: 'code', id: partId, language: 'python', code: parts.length === 1 ? part.code : part.code.replace(/^\n+/, '').trimEnd() }
  })
}

function sqlCell(id: string, { name, sql: given, hasConnection }: MagicSql, note: (note: CellNote) => void): NotebookCell {
  const { sql, names } = withTemplateValues(given)
  if (hasConnection) note({ code: 'connection_left_out' })
  if (names.length > 0) note({ code: 'values_rewritten', names: names.slice(0, 20) })
  return { kind: 'sql', id, name: name ?? '', sql, on: 'warehouse' }
}

/** Braces of formulas and of other languages mean nothing to Jupyter, and values to us. */
const textCell = (id: string, markdown: string): NotebookCell => ({ kind: 'text', id, markdown: literalTemplate(markdown) })

const fencedCell = (id: string, text: string, language: string): NotebookCell => {
  const ticks = '`'.repeat([...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length + 1), 3))
  return textCell(id, `${ticks}${language}\n${text}\n${ticks}`)
}

/** A cell that we wrote, with the text that it has now; null for another one, and for one of which another kind was made. */
function ownCell({ cell_type: type, metadata, source: text }: JupyterCell, id: string): NotebookCell | null {
  const own = metadata?.['atrium']
  if (!isRecord(own)) return null
  const body = ownText(own, type, text)
  if (body === null) return null
  const read = NotebookDocument.safeParse({ ...emptyNotebook(), cells: [{ ...own, ...body, id }] })
  return read.success ? (read.data.cells[0] ?? null) : null
}

function ownText(own: Readonly<Record<string, unknown>>, type: string, text: string): object | null {
  switch (own['kind']) {
    case 'text':
      return type === 'markdown' ? { markdown: text } : null
    case 'code':
      if (type !== 'code') return null
      return { code: own['language'] === 'typescript' ? text.replace(/^%%typescript\n?/, '') : text }
    case 'sql': {
      const sql = type === 'code' ? sqlOfCell(text) : null
      return sql === null ? null : { sql: sql.sql, ...(sql.name === null ? {} : { name: sql.name }) }
    }
    default:
      return type === 'raw' ? {} : null
  }
}

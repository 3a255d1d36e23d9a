import { z } from 'zod'
import { isRecord } from '../../is-record.ts'
import { cellName } from '../cells/names.ts'
import { emptyNotebook, maxCells, NotebookDocument, tooManyCells, type NotebookCell } from '../notebook-document.ts'
import type { ImportedNotebook, ImportNote, NotImported } from './imported-notebook.ts'
import { sqlOfMagic } from './sql-magic.ts'

const source = z.union([z.string(), z.array(z.string())]).transform((lines) => (typeof lines === 'string' ? lines : lines.join('')))
const cellSchema = z.looseObject({
  cell_type: z.string(),
  id: z.unknown().optional(),
  source,
  metadata: z.looseObject({}).optional(),
  outputs: z.array(z.unknown()).optional(),
})
const fileSchema = z.looseObject({
  nbformat: z.number(),
  cells: z.array(cellSchema).max(maxCells, tooManyCells),
  metadata: z
    .looseObject({
      title: z.unknown().optional(),
      kernelspec: z.looseObject({ language: z.unknown().optional(), name: z.unknown().optional() }).optional(),
      language_info: z.looseObject({ name: z.unknown().optional() }).optional(),
    })
    .optional(),
})
type JupyterCell = z.infer<typeof cellSchema>

const mostCharacters = 20_000_000

/**
 * A notebook of Jupyter (`.ipynb`, format 4) as one of ours. Cells that we wrote come back as they were, with the text that they have
 * now; Python, Markdown and SQL magics become our cells; outputs are left out. Never throws.
 */
export function readIpynb(text: string): ImportedNotebook | NotImported {
  if (text.length > mostCharacters)
    return { problem: `The file has more than ${mostCharacters / 1_000_000} million characters. Clear its outputs and save it again.` }
  const read = fileSchema.safeParse(jsonOf(text))
  if (!read.success) {
    const [issue] = read.error.issues
    return { problem: `This is no notebook of Jupyter that can be read: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not valid'}.` }
  }
  const { nbformat, cells, metadata = {} } = read.data
  if (nbformat < 4) return { problem: `The notebook has format ${nbformat}. Open it in Jupyter and save it: format 4 can be read.` }
  const notes: ImportNote[] = []
  const language = languageOf(metadata)
  const ids = new Set<string>()
  const ours = cells.map((cell, at) => cellOf(cell, { language, place: at + 1, id: freshId(cell.id, at, ids), note: (note) => notes.push(note) }))
  const outputs = cells.filter((cell) => (cell.outputs?.length ?? 0) > 0).length
  if (outputs > 0) notes.unshift({ code: 'outputs_left_out', place: null, count: outputs })
  const kept = isRecord(metadata['atrium']) ? metadata['atrium'] : {}
  const document = NotebookDocument.safeParse({ ...emptyNotebook(), ...kept, cells: withNames(ours) })
  if (!document.success) return { problem: `${document.error.issues[0]?.message ?? 'It cannot be read'}.` }
  return { name: typeof metadata['title'] === 'string' && metadata['title'] !== '' ? metadata['title'] : null, document: document.data, notes }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const languageOf = ({
  kernelspec,
  language_info: info,
}: {
  kernelspec?: { language?: unknown; name?: unknown } | undefined
  language_info?: { name?: unknown } | undefined
}): string => {
  const language = info?.name ?? kernelspec?.language ?? kernelspec?.name
  return typeof language === 'string' ? language.toLowerCase().replace(/^python3$/, 'python') : 'python'
}

function freshId(given: unknown, at: number, taken: Set<string>): string {
  const wanted = typeof given === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(given) && !taken.has(given) ? given : null
  let id = wanted ?? `cell-${at + 1}`
  while (taken.has(id)) id = `${id}-x`.slice(-64)
  taken.add(id)
  return id
}

type Context = { language: string; place: number; id: string; note: (note: ImportNote) => void }

/** A cell as ours; one of SQL may have no name yet. */
function cellOf(cell: JupyterCell, context: Context): NotebookCell {
  const { id, place, note } = context
  const own = ownCell(cell, id)
  if (own !== null) return own
  if (cell.cell_type === 'markdown') return { kind: 'text', id, markdown: cell.source }
  if (cell.cell_type !== 'code') {
    note({ code: 'kept_as_text', place, kind: cell.cell_type.slice(0, 100) })
    return { kind: 'text', id, markdown: fenced(cell.source, '') }
  }
  const sql = sqlOfMagic(cell.source)
  if (sql !== null) return { kind: 'sql', id, name: sql.name ?? '', sql: sql.sql, on: 'warehouse' }
  return codeOf(cell.source, context)
}

function codeOf(text: string, { language, place, id, note }: Context): NotebookCell {
  const magic = /^\s*%%(\w+)/.exec(text)?.[1]
  const written = magic === 'javascript' || magic === 'js' || magic === 'typescript' ? 'typescript' : language
  if (
    (magic !== undefined && written === language && !/^(time|timeit|capture)$/.test(magic)) ||
    (written !== 'python' && written !== 'typescript' && written !== 'javascript')
  ) {
    note({ code: 'language_not_run', place, language: (magic ?? language).slice(0, 100) })
    return { kind: 'text', id, markdown: fenced(text, magic ?? language) }
  }
  if (written !== 'python') return { kind: 'code', id, language: 'typescript', code: magic === undefined ? text : text.replace(/^\s*%%\w+[^\n]*\n?/, '') }
  // Commands to Jupyter and to a shell mean nothing here.
  const code = text
    .split('\n')
    .map((line) => {
      // `% 3` and `%3` go on with a number; a magic has a name.
      const [, indent = '', command] = /^(\s*)((?:%{1,2}[A-Za-z_]|!)[^\n]*)$/.exec(line) ?? []
      if (command === undefined) return line
      note({ code: 'command_left_out', place, command: command.slice(0, 200) })
      // A block keeps a statement.
      return indent === '' ? `# ${command.trimEnd()}` : `${indent}pass  # ${command.trimEnd()}`
    })
    .join('\n')
  return { kind: 'code', id, language: 'python', code }
}

const fenced = (text: string, language: string): string => {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `${ticks}${language}\n${text}\n${ticks}`
}

/** A cell that we wrote, with the text that it has now; null for another one. */
function ownCell({ metadata, source: text }: JupyterCell, id: string): NotebookCell | null {
  const own = metadata?.['atrium']
  if (!isRecord(own)) return null
  const sql = own['kind'] === 'sql' ? sqlOfMagic(text) : null
  const body =
    own['kind'] === 'text'
      ? { markdown: text }
      : own['kind'] === 'code'
        ? { code: own['language'] === 'typescript' ? text.replace(/^%%typescript\n?/, '') : text }
        : sql === null
          ? {}
          : { sql: sql.sql, ...(sql.name === null ? {} : { name: sql.name }) }
  const read = NotebookDocument.safeParse({ ...emptyNotebook(), cells: [{ ...own, ...body, id }] })
  return read.success ? (read.data.cells[0] ?? null) : null
}

/** SQL without a name of its own is called `query_1` and so on. */
function withNames(cells: readonly NotebookCell[]): NotebookCell[] {
  const taken = new Set(cells.flatMap((cell) => ('name' in cell ? [cell.name.toLowerCase()] : [])))
  let count = 0
  return cells.map((cell) => {
    if (cell.kind !== 'sql' || cellName.safeParse(cell.name).success) return cell
    do count += 1
    while (taken.has(`query_${count}`))
    return { ...cell, name: `query_${count}` }
  })
}

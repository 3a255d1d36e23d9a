import { z } from 'zod'
import { isRecord } from '../../../is-record.ts'
import { cellName } from '../../cells/names.ts'
import { emptyNotebook, maxCells, maxCellText, NotebookDocument, tooManyCells, tooMuchText, type NotebookCell } from '../../notebook-document.ts'
import type { CellNote, ImportedNotebook, ImportNote, NotImported } from '../imported-notebook.ts'
import { ipynbJson } from './ipynb-json.ts'
import { jupyterCell, type JupyterCell } from './jupyter-cell.ts'
import { metadataNotes } from './left-out.ts'
import { readIpynbCell } from './read-ipynb-cell.ts'

const languageInfo = z.looseObject({ name: z.unknown().optional(), version: z.unknown().optional() })
const fileSchema = z.looseObject({
  nbformat: z.literal(4),
  // Too many are not looked at.
  cells: z.array(z.unknown()).max(maxCells, tooManyCells).pipe(z.array(jupyterCell)),
  metadata: z
    .looseObject({
      title: z.unknown().optional(),
      kernelspec: z.looseObject({ language: z.unknown().optional(), name: z.unknown().optional() }).optional(),
      language_info: languageInfo.optional(),
    })
    .optional(),
})
type Metadata = NonNullable<z.infer<typeof fileSchema>['metadata']>

const mostCharacters = 20_000_000
/** Attached pictures leave as much for everything else. */
const mostOfPictures = maxCellText / 2

/**
 * A notebook of Jupyter (`.ipynb`, format 4) as one of ours. Cells that we wrote come back as they were, with the text that they have
 * now; Python, Markdown and SQL magics become our cells; outputs are left out. Never throws.
 */
export function readIpynb(text: string): ImportedNotebook | NotImported {
  if (text.length > mostCharacters)
    return { problem: `The file has more than ${mostCharacters / 1_000_000} million characters. Clear its outputs and save it again.` }
  const json = ipynbJson(text)
  if ('problem' in json) return json
  const format = formatProblem(json.value)
  if (format !== null) return { problem: format }
  const read = fileSchema.safeParse(json.value)
  if (!read.success) return { problem: issueOf(read.error.issues[0]) }
  const { cells, metadata = {} } = read.data
  const notes: ImportNote[] = []
  const kept = isRecord(metadata['atrium']) ? metadata['atrium'] : {}
  const made = cellsOf(cells, languageOf(metadata), notes)
  if ('problem' in made) return { problem: notRead('cells', made.problem) }
  const document = NotebookDocument.safeParse({ ...emptyNotebook(), ...kept, cells: withNames(made.cells) })
  if (!document.success) return { problem: issueOf(document.error.issues[0]) }
  return { name: said(metadata['title']), description: said(kept['description']), document: document.data, notes: [...wholeNotes(cells, metadata), ...notes] }
}

const said = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

/** Why a file of another format is not read; null: it is of format 4, or says nothing of it. */
function formatProblem(value: unknown): string | null {
  if (!isRecord(value)) return 'This is no notebook of Jupyter that can be read: it is no JSON object.'
  const { nbformat } = value
  if (typeof nbformat !== 'number') return 'This is no notebook of Jupyter that can be read: it names no format (nbformat).'
  if (nbformat < 4) return `The notebook has format ${nbformat}. Open it in Jupyter and save it: format 4 can be read.`
  return nbformat >= 5 ? `The notebook has format ${nbformat}, which is newer than format 4. Save it as format 4.` : null
}

/** With the cell counted as people count. */
function issueOf(issue: z.core.$ZodIssue | undefined): string {
  const path = issue?.path.join('.') ?? ''
  const place = issue?.path[0] === 'cells' && typeof issue.path[1] === 'number' ? `cell ${issue.path[1] + 1} (${path})` : path
  return notRead(place, issue?.message ?? 'not valid')
}

const notRead = (place: string, message: string): string =>
  `This is no notebook of Jupyter that can be read: ${place === '' ? '' : `${place}: `}${message.replace(/\.$/, '')}.`

/** As ours; no more of them are made than a notebook holds. */
function cellsOf(cells: readonly JupyterCell[], language: string, notes: ImportNote[]): { cells: NotebookCell[] } | NotImported {
  const taken = new Set<string>()
  const named = cells.map((cell, at) => {
    const nextId = freeIds(`cell-${at + 1}`, taken)
    return { cell, nextId, id: ownId(cell.id, taken) ?? nextId() }
  })
  let room = mostOfPictures
  const read: NotebookCell[] = []
  let length = 0
  for (const [at, { cell, id, nextId }] of named.entries()) {
    const note = (one: CellNote): void => void notes.push({ place: at + 1, ...one })
    const made = readIpynbCell(cell, { language, id, nextId, note, room })
    const characters = JSON.stringify(made).length
    if (cell.attachments !== undefined) room -= Math.max(0, characters - cell.source.length)
    read.push(...made)
    length += characters
    if (read.length > maxCells) return { problem: tooManyCells }
    // Without the signs between cells.
    if (length - 2 * read.length > maxCellText) return { problem: tooMuchText }
  }
  return { cells: read }
}

/** The id that the file gives a cell; null: none, or one that cannot be kept. */
function ownId(given: unknown, taken: Set<string>): string | null {
  if (typeof given !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(given) || taken.has(given)) return null
  taken.add(given)
  return given
}

/** Gives `base`, then `base-2` and so on, without those that are taken. It counts on: a cell may become thousands. */
function freeIds(base: string, taken: Set<string>): () => string {
  let count = 0
  return () => {
    let id = ''
    do {
      count += 1
      id = count === 1 ? base : `${base}-${count}`
    } while (taken.has(id))
    taken.add(id)
    return id
  }
}

function languageOf({ kernelspec, language_info: info }: Metadata): string {
  const language = info?.name ?? kernelspec?.language ?? kernelspec?.name
  return typeof language === 'string' ? language.toLowerCase().replace(/^(?:i?python)[\d.]*$/, 'python') : 'python'
}

/** What is to be said of all cells together. */
function wholeNotes(cells: readonly JupyterCell[], metadata: Metadata): ImportNote[] {
  const outputs = cells.filter((cell) => (cell.outputs?.length ?? 0) > 0).length
  const isOld = metadata.kernelspec?.name === 'python2' || String(metadata.language_info?.version ?? '').startsWith('2.')
  return [
    ...(outputs > 0 ? [{ code: 'outputs_left_out' as const, count: outputs }] : []),
    ...(isOld && languageOf(metadata) === 'python' ? [{ code: 'old_python' as const }] : []),
    ...metadataNotes(metadata),
  ].map((note) => ({ place: null, ...note }))
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

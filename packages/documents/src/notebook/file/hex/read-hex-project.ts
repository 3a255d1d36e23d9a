import { z } from 'zod'
import { readYamlData } from '../../../code/read-yaml-data.ts'
import { isRecord } from '../../../is-record.ts'
import { emptyNotebook, maxCells, NotebookDocument, tooManyCells, type NotebookCell } from '../../notebook-document.ts'
import type { ImportedNotebook, ImportNote, NotImported } from '../imported-notebook.ts'
import { readHexInput } from './read-hex-input.ts'
import { readHexLayout } from './read-hex-layout.ts'
import { readHexView } from './read-hex-view.ts'

const fileSchema = z.looseObject({
  schemaVersion: z.number(),
  meta: z.looseObject({
    title: z.string().nullish(),
    description: z.string().nullish(),
    timezone: z.string().nullish(),
    hexType: z.string().nullish(),
    autoRerunApp: z.boolean().nullish(),
  }),
  cells: z
    .array(z.looseObject({ cellType: z.string(), cellId: z.string(), cellLabel: z.string().nullish(), config: z.unknown().optional() }))
    .max(maxCells, tooManyCells),
  appLayout: z.unknown().optional(),
})
type HexCell = z.infer<typeof fileSchema>['cells'][number]

const mostCharacters = 20_000_000

/**
 * A project of Hex (`*.hex.yaml`, schema version 3) as a notebook of ours: cells and layout, with what could not be taken. Never throws.
 */
export function readHexProject(text: string): ImportedNotebook | NotImported {
  if (text.length > mostCharacters) return { problem: `The file has more than ${mostCharacters / 1_000_000} million characters.` }
  const yaml = readYamlData('project', text)
  if ('problem' in yaml) return yaml
  const read = fileSchema.safeParse(yaml.value)
  if (!read.success) {
    const [issue] = read.error.issues
    return { problem: `This is no project of Hex that can be read: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not valid'}.` }
  }
  const { meta, cells: given, appLayout } = read.data
  const notes: ImportNote[] = []
  const cells = given.flatMap((cell, at) => cellOf(cell, at + 1, (note) => notes.push(note)) ?? [])
  const app = readHexLayout(appLayout, new Set(cells.map(({ id }) => id)), (note) => notes.push(note))
  const settings = {
    ...(typeof meta.timezone === 'string' ? { timezone: meta.timezone } : {}),
    ...(meta.autoRerunApp === false ? { rerunsOnInput: false } : {}),
  }
  const document = NotebookDocument.safeParse({ type: meta.hexType === 'COMPONENT' ? 'component' : 'app', cells, app, settings })
  if (!document.success) return { problem: `${document.error.issues[0]?.message ?? 'It cannot be read'}.` }
  return { name: meta.title ?? null, description: meta.description ?? null, document: document.data, notes }
}

/** One cell of ours; null where there is none for it, or where what it says cannot be taken. */
function cellOf({ cellType, cellId: id, cellLabel, config }: HexCell, place: number, note: (note: ImportNote) => void): NotebookCell | null {
  const title = cellLabel === null || cellLabel === undefined || cellLabel === '' ? {} : { title: cellLabel }
  const body = bodyOf(cellType, isRecord(config) ? config : {})
  if (body === null) {
    note({ code: 'kind_not_known', place, kind: cellType.slice(0, 100) })
    return null
  }
  const read = NotebookDocument.safeParse({ ...emptyNotebook(), cells: [{ id, ...title, ...body }] })
  if (read.success) return read.data.cells[0] ?? null
  note({ code: 'not_valid', place, message: read.error.issues[0]?.message ?? '' })
  return null
}

function bodyOf(cellType: string, config: Readonly<Record<string, unknown>>): object | null {
  switch (cellType) {
    case 'CODE':
      return { kind: 'code', language: 'python', code: config['source'] ?? '' }
    case 'MARKDOWN':
      return { kind: 'text', markdown: config['source'] ?? '' }
    case 'SQL':
      return { kind: 'sql', name: config['resultVariableName'], sql: config['source'] ?? '', on: config['dataFrameCell'] === true ? 'results' : 'warehouse' }
    case 'INPUT':
      return readHexInput(config)
    case 'METRIC':
    case 'EXPLORE':
    case 'DISPLAY_TABLE':
      return readHexView(cellType, config)
    case 'COMPONENT_IMPORT': {
      const component = isRecord(config['component']) ? config['component'] : {}
      return { kind: 'component', componentId: component['id'], version: typeof component['version'] === 'number' ? component['version'] : null }
    }
    default:
      return null
  }
}

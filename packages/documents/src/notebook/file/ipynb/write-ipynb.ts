import type { NotebookCell, NotebookDocument } from '../../notebook-document.ts'
import { kindLabel } from '../../words/cell-labels.ts'

/** A notebook as a file of Jupyter, and the cells that are in it for us only, by id: Jupyter shows them and cannot run them. */
export type Ipynb = { text: string; onlyHere: string[] }

/**
 * A notebook as one of Jupyter (`.ipynb`, format 4.5), without outputs. Text is Markdown, Python is code, SQL a magic that Jupyter hands
 * to a database; what Jupyter has no cell for is raw. Each cell holds what it is here beside it, so `readIpynb` gives the same back.
 */
export function writeIpynb({ name, description }: { name: string; description: string | null }, { type, cells, app, settings }: NotebookDocument): Ipynb {
  const file = {
    cells: cells.map(cellOf),
    metadata: {
      title: name,
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
      atrium: { type, ...(description === null ? {} : { description }), app, settings },
    },
    nbformat: 4,
    nbformat_minor: 5,
  }
  return { text: `${JSON.stringify(file, null, 1)}\n`, onlyHere: cells.flatMap((cell) => (isOnlyHere(cell) ? [cell.id] : [])) }
}

const isOnlyHere = (cell: NotebookCell): boolean =>
  cell.kind === 'code' ? cell.language !== 'python' : cell.kind !== 'text' && cell.kind !== 'sql' && cell.kind !== 'section'

function cellOf(cell: NotebookCell): object {
  const { id } = cell
  switch (cell.kind) {
    case 'text': {
      const { markdown, id: _, ...atrium } = cell
      return { cell_type: 'markdown', id, metadata: { atrium }, source: linesOf(markdown) }
    }
    case 'code': {
      const { code, id: _, ...atrium } = cell
      return codeCell(id, atrium, cell.language === 'python' ? code : `%%typescript\n${code}`)
    }
    case 'sql': {
      const { sql, id: _, ...atrium } = cell
      return codeCell(id, atrium, `%%sql ${cell.name} <<\n${sql}`)
    }
    case 'explore':
    case 'filter':
    case 'chart':
    case 'table':
    case 'pivot':
    case 'single_value':
    case 'input':
    case 'section':
    case 'component':
    case 'writeback': {
      const { id: _, ...atrium } = cell
      // For people who read it in Jupyter; here it means nothing.
      const label = cell.title ?? ('name' in cell ? cell.name : 'of' in cell ? cell.of : '')
      return { cell_type: 'raw', id, metadata: { atrium }, source: linesOf(`${kindLabel(cell.kind)}${label === '' ? '' : `: ${label}`}`) }
    }
  }
}

const codeCell = (id: string, atrium: object, source: string): object => ({
  cell_type: 'code',
  execution_count: null,
  id,
  metadata: { atrium },
  outputs: [],
  source: linesOf(source),
})

/** As Jupyter has it: lines with their ends. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/))

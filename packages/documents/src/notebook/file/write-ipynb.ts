import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'

/**
 * A notebook as one of Jupyter (`.ipynb`, format 4.5), without outputs. Text is Markdown, Python is code, SQL a magic that Jupyter hands
 * to a database; what Jupyter has no cell for is raw. Each cell holds what it is here beside it, so `readIpynb` gives the same back.
 */
export function writeIpynb(name: string, { type, cells, app, settings }: NotebookDocument): string {
  const file = {
    cells: cells.map(cellOf),
    metadata: {
      title: name,
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
      atrium: { type, app, settings },
    },
    nbformat: 4,
    nbformat_minor: 5,
  }
  return `${JSON.stringify(file, null, 1)}\n`
}

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
      return { cell_type: 'raw', id, metadata: { atrium }, source: [] }
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

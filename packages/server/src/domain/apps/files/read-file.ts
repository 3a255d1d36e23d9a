import { readHexProject, readIpynb, readNotebookFile, type ImportedNotebook, type NotebookFormat, type NotImported } from '@atrium/documents'

export type NotebookFile = { format: NotebookFormat; text: string }

/** Characters of YAML that are read at once. JSON is read faster, and has pictures in it. */
const mostYaml = 2_000_000

/** What is in the file of a notebook, or why it cannot be read. Takes as long as the file wants: never where others wait for answers. */
export function readFile({ format, text }: NotebookFile): ImportedNotebook | NotImported {
  if (format === 'ipynb') return readIpynb(text)
  if (text.length > mostYaml) return { problem: `The file has more than ${mostYaml / 1_000_000} million characters. Split the notebook into two.` }
  if (format === 'hex') return readHexProject(text)
  const { notebook, problems } = readNotebookFile({ path: 'notebook.yml', text })
  if (notebook === null) return { problem: problems.map(({ line, column, message, hint }) => `${line}:${column}: ${message} ${hint}`.trim()).join('\n') }
  return { name: notebook.name, description: notebook.description, document: notebook.document, notes: [] }
}

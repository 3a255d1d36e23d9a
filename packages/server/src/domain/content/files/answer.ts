import {
  readContentFile,
  readHexProject,
  readIpynb,
  readNotebookFile,
  type ContentFile,
  type ImportedNotebook,
  type NotebookFormat,
  type NotImported,
  type ReadContentFile,
  type SourceText,
} from '@atrium/documents'
import type { Problem } from '@atrium/semantic'

/** What is asked about files, and what is answered: plain data both. Takes as long as the files want: never where others wait for answers. */
export const answers = { notebook: readNotebook, content: readContent, places: placeProblems }

export type NotebookFile = { format: NotebookFormat; text: string }

/** What is in a file of content; null with a problem. */
export type FileContent = { content: ContentFile | null; problems: Problem[]; notes: Problem[] }

/** A problem of what is in a file, found by who has read it; where the file says it is not known yet. */
export type ProblemOfFile = { source: SourceText; path: Parameters<ReadContentFile['problemAt']>[0]; found: Parameters<ReadContentFile['problemAt']>[1] }

/** Characters of YAML that are read at once. JSON is read faster, and has pictures in it. */
const mostYaml = 2_000_000

/** Problems, and notes, that are told of files; nobody reads more at once. */
const mostTold = 200

/** What is in the file of a notebook, or why it cannot be read. */
function readNotebook({ format, text }: NotebookFile): ImportedNotebook | NotImported {
  if (format === 'ipynb') return readIpynb(text)
  if (text.length > mostYaml) return { problem: `The file has more than ${mostYaml / 1_000_000} million characters. Split the notebook into two.` }
  if (format === 'hex') return readHexProject(text)
  const { notebook, problems } = readNotebookFile({ path: 'notebook.yml', text })
  if (notebook === null) return { problem: problems.map(({ line, column, message, hint }) => `${line}:${column}: ${message} ${hint}`.trim()).join('\n') }
  return { name: notebook.name, description: notebook.description, document: notebook.document, notes: [] }
}

/** What is in each of some files of content. */
function readContent(sources: readonly SourceText[]): FileContent[] {
  let problemsLeft = mostTold
  let notesLeft = mostTold
  return sources.map((source) => {
    const { content, problems: found, notes: noted } = readContentFile(source)
    const problems = found.slice(0, problemsLeft)
    const notes = noted.slice(0, notesLeft)
    problemsLeft -= problems.length
    notesLeft -= notes.length
    return { content, problems, notes }
  })
}

/** All problems, with the lines and columns where their files say what is wrong. */
function placeProblems(problems: readonly (Problem | ProblemOfFile)[]): Problem[] {
  const read = new Map<SourceText, ReadContentFile>()
  return problems.map((problem) => {
    if (!('source' in problem)) return problem
    const { source, path, found } = problem
    const file = read.get(source) ?? readContentFile(source)
    read.set(source, file)
    return file.problemAt(path, found)
  })
}

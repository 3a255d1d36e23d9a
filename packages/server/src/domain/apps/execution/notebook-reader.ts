import { notebookGraph, notebookProblems, type NotebookDocument, type NotebookGraph, type NotebookProblem } from '@atrium/documents'

export type ReadNotebook = { graph: NotebookGraph; problems: readonly NotebookProblem[] }

/** Reads who reads whom in a notebook, and what is wrong with it. */
export type NotebookReader = {
  read(document: NotebookDocument): Promise<ReadNotebook>
  close(): Promise<void>
}

export function createNotebookReader(): NotebookReader {
  return {
    async read(document) {
      const graph = notebookGraph(document)
      return { graph, problems: notebookProblems(document, graph) }
    },
    close: async () => undefined,
  }
}

import type { CellReading, NotebookDocument, NotebookProblem } from '@atrium/documents'

/** What goes to the thread that reads notebooks, and what comes back. */
export type ReaderQuestion = { id: number; document: NotebookDocument }
export type ReaderAnswer = { id: number; /** In the order of the cells. */ readings: CellReading[]; problems: NotebookProblem[] }

import type { CellReading, NotebookProblem } from '@atrium/documents'

/** What the thread that reads notebooks answers. */
export type ReaderAnswer = { /** In the order of the cells. */ readings: CellReading[]; problems: NotebookProblem[] }

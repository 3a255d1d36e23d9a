import type { NotebookProblem, Told } from '@atrium/documents'

/** What is wrong with a cell, in words. */
export type ToldProblem = Told & Pick<NotebookProblem, 'severity'> & { line: number | null }

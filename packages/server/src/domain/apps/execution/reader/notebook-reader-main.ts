import { parentPort } from 'node:worker_threads'
import { notebookGraph, notebookProblems, readingOf, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import { answering } from '../../../../platform/bounded-thread.ts'
import { sha256 } from '../sha256.ts'
import type { ReaderAnswer } from './reader-messages.ts'

/** Cells that were read before, by what they say: an edit of one has only that one read. */
const mostKnown = 5000
const known = new Map<string, NotebookCell>()

function sameAsBefore(cell: NotebookCell): NotebookCell {
  const key = sha256(JSON.stringify(cell))
  const before = known.get(key) ?? cell
  // What was used last stays longest.
  known.delete(key)
  known.set(key, before)
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return before
}

function answer(given: NotebookDocument): ReaderAnswer {
  const document = { ...given, cells: given.cells.map(sameAsBefore) }
  const readings = document.cells.map(readingOf)
  return { readings, problems: notebookProblems(document, notebookGraph(document)) }
}

answering(parentPort, answer)

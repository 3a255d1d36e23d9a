import { readContentFile, type SourceText } from '@atrium/documents'
import type { Problem } from '@atrium/semantic'

/** What is wrong with files of content by themselves. Loaded when it is called: it knows all that files can hold. */
export function readOffline(files: readonly SourceText[]): { problems: Problem[]; notes: Problem[] } {
  const read = files.map(readContentFile)
  return { problems: read.flatMap(({ problems }) => problems), notes: read.flatMap(({ notes }) => notes) }
}

import { namedId } from '../../../platform/ids.ts'

/**
 * What a cell is known by among those of all notebooks: a UUID that is always the same. Its first half is that of its notebook,
 * which is found by it again without anything being kept.
 */
export const cellHandle = (notebookId: string, cellId: string): string => `${halfOf(notebookId)}-${namedId(notebookId, cellId).slice(19)}`

/** The first and the last id that a notebook may have whose cell this is. */
export const notebooksOf = (handle: string): readonly [first: string, last: string] => [
  `${halfOf(handle)}-0000-000000000000`,
  `${halfOf(handle)}-ffff-ffffffffffff`,
]

const halfOf = (id: string): string => id.slice(0, 18).toLowerCase()

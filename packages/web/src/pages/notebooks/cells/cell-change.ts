import type { CellKind, CellOf } from '@atrium/documents'

/** Keys of a cell with what they say from now on. The rest is as it is by then: text comes later than what is clicked. */
export type CellChange = { [K in CellKind]: Partial<Omit<CellOf<K>, 'id' | 'kind'>> }[CellKind]

import type { CellOutcome } from './outcome.ts'

/** Of a cell that has not begun. */
export const blankOutcome = (cellId: string, state: CellOutcome['state'], audience: string | null): CellOutcome => ({
  cellId,
  state,
  fingerprint: null,
  audience,
  tables: {},
  values: {},
  displays: [],
  text: '',
  textCut: false,
  notes: [],
  failure: null,
  cache: null,
  dataAsOf: null,
  queryId: null,
  startedAt: null,
  ms: null,
})

/** What the store cannot keep as text: the character zero, and halves of characters. Others stand in their place. */
export function storable<T>(value: T): T {
  const written = JSON.stringify(value)
  return written === undefined || !/\\u0000|\\ud[89a-f]/i.test(written) ? value : (mended(value) as T)
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\u2400').replaceAll(/\p{Surrogate}/gu, '\ufffd')
  if (Array.isArray(value)) return value.map(mended)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [mended(key), mended(one)]))
}

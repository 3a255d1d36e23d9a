import bindings from '@duckdb/node-bindings'

export type Vector = Parameters<typeof bindings.vector_get_data>[0]

/** Reads whether a value of a vector is there. Null: all of them are. */
export function validityOf(vector: Vector, rows: number): ((row: number) => boolean) | null {
  const bits = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null
  return bits === null ? null : (row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0
}

/** Bytes that a decimal number of so many digits has in a vector. */
export const decimalBytes = (digits: number): number => (digits <= 4 ? 2 : digits <= 9 ? 4 : digits <= 18 ? 8 : 16)

/** Entries of two lists by what they are known by: only in the second, only in the first, and in both. */
export function matched<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): { added: T[]; removed: T[]; kept: { was: T; is: T }[] } {
  const old = new Map(before.map((item) => [keyOf(item), item]))
  const now = new Set(after.map(keyOf))
  return {
    added: after.filter((item) => !old.has(keyOf(item))),
    removed: before.filter((item) => !now.has(keyOf(item))),
    kept: after.flatMap((is) => {
      const was = old.get(keyOf(is))
      return was === undefined ? [] : [{ was, is }]
    }),
  }
}

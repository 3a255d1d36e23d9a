/** Lists of fields by name. An item is a field, `set*`, or either with a minus before it. */
export type FieldSets = ReadonlyMap<string, readonly string[]>

/**
 * A list of fields with its sets written out, each field once, in their order; what has a minus before it is taken out. A
 * set that is not there stays as it is written, so that it can be reported.
 */
export function withoutSets(items: readonly string[], sets: FieldSets | undefined): string[] {
  if (!items.some((item) => item.endsWith('*') || item.startsWith('-'))) return [...items]
  const expand = (item: string, path: readonly string[]): readonly string[] => {
    const name = item.slice(0, -1)
    const set = item.endsWith('*') && !path.includes(name) ? sets?.get(name) : undefined
    return set === undefined ? [item] : resolve(set, [...path, name])
  }
  const resolve = (list: readonly string[], path: readonly string[]): string[] => {
    const removed = new Set(list.filter((item) => item.startsWith('-')).flatMap((item) => expand(item.slice(1), path)))
    const kept = list.filter((item) => !item.startsWith('-')).flatMap((item) => expand(item, path))
    return [...new Set(kept)].filter((item) => !removed.has(item))
  }
  return resolve(items, [])
}

/** A node of a statement as the embedded engine's parser gives it (`json_serialize_sql`). */
export type Tree = Readonly<Record<string, unknown>>

export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
export const treesIn = (value: unknown): Tree[] => (Array.isArray(value) ? value.filter(isTree) : [])
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Every node of a tree with those above it, the nearest last. Without recursion: statements may be deep. */
export function* nodesOf(root: unknown): Generator<{ node: Tree; above: readonly Tree[]; under: string }> {
  const waiting: { value: unknown; above: readonly Tree[]; under: string }[] = [{ value: root, above: [], under: '' }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, above, under } = next
    if (Array.isArray(value)) {
      for (const item of value.toReversed()) waiting.push({ value: item, above, under })
    } else if (isTree(value)) {
      yield { node: value, above, under }
      const inside = [...above, value]
      for (const [key, part] of Object.entries(value).toReversed()) {
        if (typeof part === 'object' && part !== null) waiting.push({ value: part, above: inside, under: key })
      }
    }
  }
}

/** Whether two trees say the same; where they stand in their texts does not count. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(withoutPlaces(one)) === JSON.stringify(withoutPlaces(other))

/** The same without what a column is called: an expression is the same whatever its name is. */
export const isSameExpression = (one: Tree, other: Tree): boolean => isSame({ ...one, alias: undefined }, { ...other, alias: undefined })

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (!isTree(value)) return value
  const kept = Object.entries(value).filter(([key, part]) => key !== 'query_location' && part !== undefined)
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, withoutPlaces(part)]))
}

/** The names of a column as they are written, in small letters: `o.region` is `['o', 'region']`. */
export const columnNames = (node: Tree): string[] =>
  node['class'] === 'COLUMN_REF' && Array.isArray(node['column_names']) ? node['column_names'].map((name) => String(name).toLowerCase()) : []

/** The whole number that a constant is; null for everything else. */
export function wholeNumber(node: unknown): number | null {
  if (!isTree(node) || node['class'] !== 'CONSTANT' || !isTree(node['value'])) return null
  const { value } = node['value'] as { value?: unknown }
  return typeof value === 'number' && Number.isSafeInteger(value) && /INT/.test(textIn((node['value']['type'] as Tree | undefined)?.['id'])) ? value : null
}

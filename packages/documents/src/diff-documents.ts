import { isRecord } from './is-record.ts'
import { ownValue } from './own-value.ts'

/** One difference: where (`tiles[uuid].x`, `metricQuery.limit`), and what was and is there; absent is `undefined`. */
export type DocumentDifference = { path: string; before: unknown; after: unknown }

/**
 * What changed between two plain documents, in the order of the documents. Lists of things with a `uuid`, `id` or `name`
 * are compared thing by thing, whatever their places; a changed order is one difference of the list. Other lists are
 * compared place by place.
 */
export function diffDocuments(before: unknown, after: unknown): DocumentDifference[] {
  return compare('', before, after)
}

function compare(path: string, before: unknown, after: unknown): DocumentDifference[] {
  if (Object.is(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(path, before, after)
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => compare(path === '' ? key : `${path}.${key}`, ownValue(before, key), ownValue(after, key)))
  }
  return [{ path, before, after }]
}

function compareLists(path: string, before: readonly unknown[], after: readonly unknown[]): DocumentDifference[] {
  const key = (['uuid', 'id', 'name'] as const).find((name) => isKeyedBy(before, name) && isKeyedBy(after, name))
  if (key === undefined) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, place) => compare(`${path}[${place}]`, before[place], after[place])).flat()
  }
  const old = byKey(before, key)
  const now = byKey(after, key)
  const common = (from: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] => [...from.keys()].filter((name) => other.has(name))
  const [wasOrder, isOrder] = [common(old, now), common(now, old)]
  return [
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((name) => compare(`${path}[${name}]`, old.get(name), now.get(name))),
    ...(wasOrder.every((name, place) => name === isOrder[place]) ? [] : [{ path, before: wasOrder, after: isOrder }]),
  ]
}

function isKeyedBy(list: readonly unknown[], key: string): boolean {
  const keys = list.map((item) => (isRecord(item) ? item[key] : undefined))
  return keys.every((value) => typeof value === 'string') && new Set(keys).size === keys.length
}

const byKey = (list: readonly unknown[], key: string): Map<string, unknown> =>
  new Map(list.map((item) => [String((item as Record<string, unknown>)[key]), item]))

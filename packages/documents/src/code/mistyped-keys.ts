import { editDistance } from '@atrium/semantic'
import { isRecord } from '../is-record.ts'
import { keysAt, schemasBelow, type Schemas } from './schema-keys.ts'

export type MistypedKey = { path: readonly (string | number)[]; meant: string }

/**
 * Keys that nothing has a meaning for and that are one or two letters away from one that is missing beside them. Other
 * unknown keys are those of other programs and newer versions, and are kept.
 */
export function mistypedKeys(schemas: Schemas, value: unknown, path: readonly (string | number)[] = []): MistypedKey[] {
  if (Array.isArray(value)) return value.flatMap((item, place) => mistypedKeys(schemasBelow(schemas, value, place), item, [...path, place]))
  if (!isRecord(value)) return []
  const known = keysAt(schemas, value)
  const missing = known.filter((key) => !Object.hasOwn(value, key))
  return Object.entries(value).flatMap(([key, child]): MistypedKey[] => {
    const at = [...path, key]
    const meant = known.includes(key) || known.length === 0 ? undefined : nearest(key, missing)
    return meant === undefined ? mistypedKeys(schemasBelow(schemas, value, key), child, at) : [{ path: at, meant }]
  })
}

/** Short words have many neighbours: there only another case or one letter counts. */
function nearest(key: string, candidates: readonly string[]): string | undefined {
  const limit = key.length < 5 ? 1 : 2
  return candidates.find((candidate) => candidate.length > 2 && editDistance(key.toLowerCase(), candidate.toLowerCase(), limit) <= limit)
}

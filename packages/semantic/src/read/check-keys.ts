import { editDistance } from '../names/nearest-names.ts'
import type { Reading } from './map-reader.ts'
import type { MapNode } from './node.ts'

/** Keys that decide who sees which rows and fields: a slip there must not open what was meant to be closed. */
const guards = new Set(['sql_filter', 'sql_where', 'required_attributes', 'any_attributes'])

/**
 * Reports keys that look like a slip of a known one. Other unknown keys are left alone: they belong to other programs
 * or to newer versions. A slip of a key that restricts access is an error, any other a warning.
 */
export function checkKeys(reading: Reading, map: MapNode, known: ReadonlySet<string>, owner: string): void {
  for (const { key, keyOffset } of map.entries.values()) {
    if (known.has(key)) continue
    const meant = likelySlip(key, known)
    if (meant === undefined) continue
    const guard = guards.has(meant)
    reading.report({
      code: 'model.unknown_key',
      severity: guard ? 'error' : 'warning',
      at: reading.place(keyOffset),
      message: `${owner} has an unknown key ${key}.`,
      hint: guard ? `Did you mean ${meant}? The model is closed until this is clear.` : `Did you mean ${meant}? The key is ignored.`,
    })
  }
}

/** Reports keys that are known and do nothing here, so that nobody waits for what they do elsewhere. */
export function checkUnused(reading: Reading, map: MapNode, unused: ReadonlyMap<string, string>, owner: string): void {
  for (const { key, keyOffset } of map.entries.values()) {
    const why = unused.get(key)
    if (why === undefined) continue
    reading.report({
      code: 'model.not_used',
      severity: 'warning',
      at: reading.place(keyOffset),
      message: `${key} of ${owner} is not used: ${why}.`,
      hint: 'It may stay for other programs.',
    })
  }
}

function likelySlip(key: string, known: ReadonlySet<string>): string | undefined {
  const limit = key.length <= 4 ? 1 : key.length <= 12 ? 2 : 3
  let best: { name: string; distance: number } | undefined
  for (const name of known) {
    const distance = editDistance(key.toLowerCase().replaceAll('-', '_'), name, limit)
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name, distance }
  }
  return best?.name
}

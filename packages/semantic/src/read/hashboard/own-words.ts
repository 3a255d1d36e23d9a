import { isObject } from '../json-object.ts'
import { attributeWords, measureWords } from '../../write/hashboard/field-words.ts'
import { type FieldMeta, isMeasure } from './field-meta.ts'
import type { Plain } from './plain-node.ts'

/** What decides who may see a field: it counts whatever else was changed. */
const guards = ['required_attributes', 'any_attributes']

/** What has to be said beside the words of the format, so that both together are `meta`; null: not there. */
export function besides(meta: FieldMeta, said: FieldMeta): FieldMeta {
  const keys = [...new Set([...Object.keys(meta), ...Object.keys(said)])]
  return Object.fromEntries(keys.flatMap((key) => (sorted(meta[key]) === sorted(said[key]) ? [] : [[key, meta[key] ?? null]])))
}

/**
 * A field with what stands under `atrium`, as long as the words of the format beside it are still those of that field; else
 * somebody has changed them by hand, and they count alone, but for who may see it.
 */
export function withOwnWords(column: Plain, said: FieldMeta): { meta: FieldMeta; isChanged: boolean } {
  const own = column['atrium']
  if (!isObject(own)) return { meta: said, isChanged: false }
  const meta = merged(said, own)
  const words = isMeasure(column) ? measureWords(meta) : attributeWords(meta)
  if (sorted(words) === sorted(withoutPlace(column))) return { meta, isChanged: false }
  return { meta: merged(said, Object.fromEntries(guards.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])))), isChanged: true }
}

/** Keys and joins are the model's to say. */
const withoutPlace = (column: Plain): Plain =>
  Object.fromEntries(Object.entries(column).filter(([key]) => !['atrium', 'primaryKey', 'foreignModels', 'primaryDate'].includes(key)))

const merged = (said: FieldMeta, own: FieldMeta): FieldMeta => Object.fromEntries(Object.entries({ ...said, ...own }).filter(([, value]) => value !== null))

/** As text that does not depend on the order of keys. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? 'null'

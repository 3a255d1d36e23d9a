import { parseFilter } from './filter-grammar.ts'
import type { MapReader, Reading } from './map-reader.ts'
import type { FilterSource } from './model-source.ts'
import { childOf, type MapNode, type Node } from './node.ts'

/**
 * A list of one-key maps `field: "condition"` under `key`; `required` may stand beside the field. A map with more keys
 * says nothing clear and is left out with a warning. Conditions that cannot be read are errors.
 */
export function readFilters(reading: Reading, reader: MapReader, key: string, owner: string): FilterSource[] {
  const node = childOf(reader.map, key)
  const items =
    node?.kind === 'map' ? [...node.entries.values()].map((entry) => ({ ...node, entries: new Map([[entry.key, entry]]) })) : reader.maps(key, 'strict')
  return items.flatMap((item) => readFilter(reading, item, `${key} of ${owner}`))
}

/** `required_filters` cannot be taken away by who asks; `default_filters` can, unless they say `required: true`. */
export function readRequiredFilters(reading: Reading, meta: MapReader, owner: string): FilterSource[] {
  const required = readFilters(reading, meta, 'required_filters', owner).map((filter) => ({ ...filter, required: filter.required ?? true }))
  const proposed = readFilters(reading, meta, 'default_filters', owner).map((filter) => ({ ...filter, required: filter.required ?? false }))
  return [...required, ...proposed]
}

function readFilter(reading: Reading, item: MapNode, owner: string): FilterSource[] {
  const [entry, ...others] = [...item.entries.values()].filter(({ key }) => key !== 'required')
  if (entry === undefined || others.length > 0) {
    reading.report({
      code: 'model.unclear_filter',
      severity: 'warning',
      at: reading.place(item.offset),
      message: `A filter in ${owner} names ${entry === undefined ? 'no field' : 'several fields'} and is ignored.`,
      hint: 'Write one list item per field: "- field: condition".',
    })
    return []
  }
  const at = reading.place(entry.keyOffset)
  const literals = literalsOf(entry.value)
  const parsed = literals === undefined ? { error: 'it is not text, a number, true, false, null or a list of these' } : parseFilter(literals)
  if ('error' in parsed) {
    reading.report({
      code: 'model.bad_filter',
      at: reading.place(entry.value.offset),
      message: `The condition on ${entry.key} in ${owner} cannot be read: ${parsed.error}.`,
      hint: 'Write a value, !value, %part%, "> 5", null, !null, "inThePast 7 days" or a list of values; put plain text that looks like these in quotes twice.',
    })
    return []
  }
  const required = item.entries.get('required')?.value
  const flag = required?.kind === 'scalar' && typeof required.value === 'boolean' ? required.value : undefined
  return [{ at, fieldRef: entry.key, operator: parsed.operator, values: parsed.values, settings: parsed.settings, required: flag }]
}

type Literal = string | number | boolean | null

function literalsOf(node: Node): Literal | Literal[] | undefined {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'map') return undefined
  const items = node.items.map((item) => (item.kind === 'scalar' ? item.value : undefined))
  return items.includes(undefined) ? undefined : items.filter((item) => item !== undefined)
}

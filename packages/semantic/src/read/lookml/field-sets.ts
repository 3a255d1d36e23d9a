import { blocksOf, textsOf } from './lookml-node.ts'
import type { ViewReading } from './view-reading.ts'

/** The fields, by their names here, that an item of a list of fields stands for: a field, `set*`, or nothing known. */
export function fieldsOfSet({ view, sqlPlace }: Pick<ViewReading, 'view' | 'sqlPlace'>, item: string, depth = 0): string[] {
  const name = item.startsWith(`${view.name}.`) ? item.slice(view.name.length + 1) : item
  const names = sqlPlace.names.get(view.name)
  if (!name.endsWith('*')) {
    if (!name.includes('.')) return [names?.get(name) ?? name]
    const dot = name.indexOf('.')
    return [`${name.slice(0, dot)}.${sqlPlace.names.get(name.slice(0, dot))?.get(name.slice(dot + 1)) ?? name.slice(dot + 1)}`]
  }
  if (depth > 10) return []
  if (name === 'ALL_FIELDS*') return [...new Set(names?.values() ?? [])]
  const set = blocksOf(view.block, 'set').find((block) => `${block.name}*` === name)
  if (set === undefined) return []
  const fields = textsOf(set, 'fields')
  const removed = new Set(fields.filter((field) => field.startsWith('-')).flatMap((field) => fieldsOfSet({ view, sqlPlace }, field.slice(1), depth + 1)))
  return fields
    .filter((field) => !field.startsWith('-'))
    .flatMap((field) => fieldsOfSet({ view, sqlPlace }, field, depth + 1))
    .filter((field) => !removed.has(field))
}

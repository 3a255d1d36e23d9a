import { fieldIdOf } from '../names/field-id.ts'
import type { CompiledTable, Explore } from '../types/explore.ts'
import type { CompiledDimension, CompiledMetric } from '../types/field.ts'

/** A field's id of before, and the one that it has since. */
export type FormerName = { from: string; to: string }

/**
 * An explore whose renamed fields also answer under the names of before: hidden, and saying what they are called now
 * (`renamedTo`). What has a name of before for its own keeps it; a field that moved to another table has none.
 */
export function withFormerNames(explore: Explore, names: readonly FormerName[]): Explore {
  const tables = { ...explore.tables }
  let found = false
  for (const [key, table] of Object.entries(explore.tables)) {
    const renamed = namesIn(key, table, names)
    if (renamed.length === 0) continue
    found = true
    tables[key] = {
      ...table,
      dimensions: { ...Object.fromEntries(renamed.flatMap((one) => dimensionsOf(table, key, one))), ...table.dimensions },
      metrics: { ...Object.fromEntries(renamed.flatMap((one) => metricOf(table, key, one))), ...table.metrics },
    }
  }
  return found ? { ...explore, tables } : explore
}

/** A field's own name, within its table, and one that it had. */
type Renamed = { name: string; former: string }

function namesIn(key: string, { dimensions, metrics }: CompiledTable, names: readonly FormerName[]): Renamed[] {
  const now = new Map([...Object.keys(dimensions), ...Object.keys(metrics)].map((name) => [fieldIdOf(key, name), name] as const))
  return names.flatMap(({ from, to }) => {
    const name = now.get(to)
    const former = from.startsWith(`${key}_`) ? from.slice(key.length + 1) : ''
    return name === undefined || former === '' || now.has(from) ? [] : [{ name, former }]
  })
}

/** A date goes with the intervals that it is cut to. */
function dimensionsOf({ dimensions }: CompiledTable, key: string, { name, former }: Renamed): (readonly [string, CompiledDimension])[] {
  return Object.values(dimensions).flatMap((dimension) => {
    const isInterval = dimension.timeIntervalBaseDimensionName === name && dimension.name.startsWith(`${name}_`)
    if (dimension.name !== name && !isInterval) return []
    const known = former + dimension.name.slice(name.length)
    const base = isInterval ? { timeIntervalBaseDimensionName: former } : {}
    return [[known, { ...dimension, ...base, name: known, hidden: true, renamedTo: fieldIdOf(key, dimension.name) }] as const]
  })
}

function metricOf({ metrics }: CompiledTable, key: string, { name, former }: Renamed): (readonly [string, CompiledMetric])[] {
  const metric = metrics[name]
  return metric === undefined ? [] : [[former, { ...metric, name: former, hidden: true, renamedTo: fieldIdOf(key, name) }] as const]
}

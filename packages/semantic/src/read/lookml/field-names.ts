import { blocksOf, type LookmlBlock, textOf, textsOf } from './lookml-node.ts'
import { defaultTimeframes, intervalOf } from './timeframes.ts'

/** What a field of a view is called here, by its LookML name: `created_date` is `created_day`. */
export type FieldNames = ReadonlyMap<string, string>

/** The names of all fields of a view. */
export function fieldNames(view: LookmlBlock): FieldNames {
  const names = new Map<string, string>()
  for (const key of ['dimension', 'measure']) for (const { name } of blocksOf(view, key)) if (name !== undefined) names.set(name, name)
  for (const group of blocksOf(view, 'dimension_group')) {
    if (group.name === undefined || textOf(group, 'type') === 'duration') continue
    for (const timeframe of timeframesOf(group)) {
      const interval = intervalOf(timeframe)
      if (interval === undefined) continue
      names.set(`${group.name}_${timeframe}`, interval === 'moment' ? group.name : `${group.name}_${interval.toLowerCase()}`)
    }
  }
  return names
}

/** The timeframes of a dimension group, in the order in which they are written. */
export function timeframesOf(group: LookmlBlock): string[] {
  const written = textsOf(group, 'timeframes')
  return written.length === 0 ? defaultTimeframes : written
}

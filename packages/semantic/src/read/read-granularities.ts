import type { DimensionType } from '../types/field.ts'
import { checkKeys } from './check-keys.ts'
import { mapReader, type MapReader, type Reading } from './map-reader.ts'
import type { GranularitySource } from './model-source.ts'

const known = new Set(['label', 'type', 'sql'])
const types: readonly DimensionType[] = ['string', 'number', 'date', 'timestamp', 'boolean']

/**
 * `custom_granularities` of the project: further intervals that dates can be cut to, as SQL over `${COLUMN}`. A date
 * has those that its `time_intervals` names. What is wrong is left out with a warning.
 */
export function readGranularities(reading: Reading, config: MapReader): GranularitySource[] {
  return config.named('custom_granularities').flatMap(({ name, offset, map }) => {
    const owner = `custom granularity ${name}`
    const reader = mapReader(reading, map, owner)
    checkKeys(reading, map, known, owner)
    const sql = reader.text('sql')
    if (/^\w+$/.test(name) && sql?.includes('${COLUMN}') === true) {
      return [{ name: name.toLowerCase(), label: reader.text('label'), type: reader.word('type', types) ?? 'string', sql }]
    }
    reading.report({
      code: 'model.bad_granularity',
      severity: 'warning',
      at: reading.place(offset),
      message: `${owner} needs a name of letters, digits and underscores, and sql that reads \${COLUMN}; it is left out.`,
      hint: 'For example: "biweekly: {label: Bi-weekly, type: date, sql: my_function(${COLUMN})}".',
    })
    return []
  })
}

import type { EventChoice, TrendMath, TrendSeries } from '@atrium/semantic'
import { z } from 'zod'
import { fromProperties, propertiesRequest } from './property-filters.ts'
import { refused } from './refused.ts'

export const eventNode = z.looseObject({
  kind: z.string().nullish(),
  event: z.string().max(400).nullish(),
  name: z.string().max(400).nullish(),
  custom_name: z.string().max(400).nullish(),
  math: z.string().nullish(),
  math_property: z.string().max(400).nullish(),
  math_property_type: z.string().nullish(),
  properties: propertiesRequest,
  fixedProperties: propertiesRequest,
})
export type EventNode = z.infer<typeof eventNode>

/** An event of a series, step or exclusion. */
export function fromEvent(node: EventNode): EventChoice {
  const { kind, event, custom_name: label } = node
  if (kind != null && kind !== 'EventsNode') throw refused(`${kind.slice(0, 60)} is not known here. Use EventsNode with the name of an event.`)
  const filters = [fromProperties(node.properties), fromProperties(node.fixedProperties)].filter((group) => group !== undefined)
  const [only] = filters
  return {
    event: event == null || event === '' ? null : event,
    ...(label == null || label === '' ? {} : { label }),
    ...(only === undefined ? {} : { filters: filters.length === 1 ? only : { id: 'all', and: filters } }),
  }
}

const maths: Readonly<Record<string, TrendMath>> = {
  total: 'total',
  dau: 'people',
  weekly_active: 'weekly_people',
  monthly_active: 'monthly_people',
  unique_property: 'distinct',
  sum: 'sum',
  avg: 'average',
  min: 'min',
  max: 'max',
  median: 'median',
  p75: 'p75',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
}

/** A series of a trend: an event, and what is made of it. */
export function fromSeries(node: EventNode): TrendSeries {
  const math = maths[node.math ?? 'total']
  if (math === undefined) throw refused(`Math ${String(node.math).slice(0, 60)} is not known here. Use one of ${Object.keys(maths).join(', ')}.`)
  const property =
    node.math_property == null ? undefined : node.math_property_type === 'person_properties' ? `person.${node.math_property}` : node.math_property
  return { ...fromEvent(node), math, ...(property === undefined ? {} : { property }) }
}

/** An event that is counted once for each person, whatever its math says; other maths would be another question. */
export function fromCountedEvent(node: EventNode, of: string): EventChoice {
  if (node.math != null && node.math !== 'total' && node.math !== 'dau') throw refused(`Math ${node.math.slice(0, 60)} has no meaning in ${of}.`)
  return fromEvent(node)
}

/** A math in the word of the format. */
export const mathWord = (math: TrendMath): string => Object.keys(maths).find((word) => maths[word] === math) ?? 'total'

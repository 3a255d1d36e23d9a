import { mapReader, type NamedMap, type Reading } from '../map-reader.ts'
import { childOf, isNothing, type MapNode, mapAt, type Node, scalarText } from '../node.ts'
import type { MetricDefinition, MetricInput, TextAt } from './definitions.ts'
import type { SemanticReading } from './semantic-reading.ts'

/**
 * A metric of either spec; `params` is the map that holds what belongs to its type. `undefined` when it is disabled, or
 * when something is missing, which is then reported.
 */
export function readMetricDefinition(reading: SemanticReading, { name, offset, map }: NamedMap, params: MapNode | undefined): MetricDefinition | undefined {
  if (scalarText(childOf(mapAt(map, 'config'), 'enabled')) === 'false') return undefined
  const reader = mapReader(reading, map, `metric ${name}`)
  const at = reading.place(offset)
  const shared = { name, at, label: reader.text('label'), description: reader.text('description') }
  const filters = filtersOf(reading, map, 'filter')
  const hidden = reader.flag('hidden') ?? false
  const incomplete = (what: string): undefined => {
    reading.notes.refused({ what: `metric ${name}`, at, why: `it lacks ${what}`, hint: `Add ${what} to the metric.` })
  }
  const type = reader.text('type')?.toLowerCase()
  switch (type) {
    case 'simple': {
      const input = childOf(params, 'measure')
      const map = input?.kind === 'map' ? input : undefined
      // In the latest spec a simple metric is its own measure.
      const measure = scalarText(input) ?? scalarText(childOf(map, 'name')) ?? (scalarText(childOf(params, 'agg')) === undefined ? undefined : name)
      if (measure === undefined) return incomplete('a measure')
      const settings = mapReader(reading, map ?? params ?? reader.map, `metric ${name}`)
      return {
        ...shared,
        type,
        hidden,
        filters: [...filters, ...filtersOf(reading, map, 'filter')],
        measure,
        fillNullsWith: settings.number('fill_nulls_with'),
        joinsTimeSpine: settings.flag('join_to_timespine') ?? false,
      }
    }
    case 'ratio': {
      const numerator = inputOf(reading, params, 'numerator')
      const denominator = inputOf(reading, params, 'denominator')
      if (numerator === undefined || denominator === undefined) return incomplete('numerator and denominator')
      return { ...shared, type, hidden, filters, numerator, denominator }
    }
    case 'derived': {
      const list = childOf(params, 'metrics') ?? childOf(params, 'input_metrics')
      const inputs = list?.kind === 'list' ? list.items.flatMap((item) => readInput(reading, item) ?? []) : []
      const expr = scalarText(childOf(params, 'expr'))
      if (expr === undefined || inputs.length === 0) return incomplete('expr and its metrics')
      return { ...shared, type, hidden, filters, expr: { text: expr, at: reading.place(childOf(params, 'expr')?.offset ?? offset) }, inputs }
    }
    case 'cumulative': {
      const own = mapAt(params, 'cumulative_type_params')
      const text = (key: string): string | undefined => spanText(childOf(own, key)) ?? spanText(childOf(params, key))
      const input = inputOf(reading, own, 'metric') ?? inputOf(reading, params, 'input_metric') ?? inputOf(reading, params, 'measure')
      if (input === undefined) return incomplete('the metric that it accumulates')
      return { ...shared, type, hidden, filters, input, window: text('window'), toDate: text('grain_to_date'), periodAgg: text('period_agg')?.toLowerCase() }
    }
    case 'conversion': {
      const own = mapAt(params, 'conversion_type_params') ?? params
      const base = inputOf(reading, own, 'base_metric') ?? inputOf(reading, own, 'base_measure')
      const conversion = inputOf(reading, own, 'conversion_metric') ?? inputOf(reading, own, 'conversion_measure')
      const entity = scalarText(childOf(own, 'entity'))
      if (base === undefined || conversion === undefined || entity === undefined) return incomplete('entity, and the metrics of both events')
      const calculation = scalarText(childOf(own, 'calculation'))?.toLowerCase() === 'conversions' ? 'count' : 'rate'
      return { ...shared, type, hidden, filters, base, conversion, entity, window: spanText(childOf(own, 'window')), calculation, constant: constantOf(own) }
    }
    default:
      return { ...shared, type: 'refused', why: type === undefined ? 'it has no type' : `the type ${type} is not known` }
  }
}

/** A length of time as text, or as a manifest holds it: count and granularity. */
function spanText(node: Node | undefined): string | undefined {
  const text = scalarText(node)
  if (text !== undefined || node?.kind !== 'map') return text
  return `${scalarText(childOf(node, 'count')) ?? ''} ${scalarText(childOf(node, 'granularity')) ?? ''}`.trim()
}

function constantOf(map: MapNode | undefined): { base: string; conversion: string }[] {
  const list = childOf(map, 'constant_properties')
  return (list?.kind === 'list' ? list.items : []).flatMap((item) => {
    const [base, conversion] = ['base_property', 'conversion_property'].map((key) => (item.kind === 'map' ? scalarText(childOf(item, key)) : undefined))
    return base === undefined || conversion === undefined ? [] : [{ base, conversion }]
  })
}

function inputOf(reading: Reading, params: MapNode | undefined, key: string): MetricInput | undefined {
  const node = childOf(params, key)
  return node === undefined ? undefined : readInput(reading, node)
}

/** A metric by name alone, or with alias, filter and offset. Older files name a measure there. */
function readInput(reading: Reading, node: Node): MetricInput | undefined {
  const map = node.kind === 'map' ? node : undefined
  const name = scalarText(node) ?? scalarText(childOf(map, 'name')) ?? scalarText(childOf(map, 'measure'))
  if (name === undefined) return undefined
  const text = (key: string): string | undefined => scalarText(childOf(map, key))
  return {
    name,
    at: reading.place(node.offset),
    alias: text('alias'),
    filters: filtersOf(reading, map, 'filter'),
    offset: spanText(childOf(map, 'offset_window')),
    offsetToGrain: text('offset_to_grain'),
  }
}

/** The conditions under a key: text, a list of texts, or what a manifest makes of them. All of them hold. */
export function filtersOf(reading: Reading, map: MapNode | undefined, key: string): TextAt[] {
  const node = childOf(map, key)
  if (node === undefined) return []
  const items = node.kind === 'map' ? childOf(node, 'where_filters') : node
  const list = items?.kind === 'list' ? items.items : items === undefined || isNothing(items) ? [] : [items]
  return list.flatMap((item) => {
    const text = scalarText(item) ?? (item.kind === 'map' ? scalarText(childOf(item, 'where_sql_template')) : undefined)
    return text === undefined || text.trim() === '' ? [] : [{ text: text.trim(), at: reading.place(item.offset) }]
  })
}

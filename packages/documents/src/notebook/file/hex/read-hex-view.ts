import { isRecord } from '../../../is-record.ts'

type Config = Readonly<Record<string, unknown>>

const aggregations: Readonly<Record<string, string>> = { sum: 'sum', avg: 'avg', average: 'avg', mean: 'avg', count: 'count', min: 'min', max: 'max' }
const chartTypes: Readonly<Record<string, string>> = { bar: 'vertical_bar', line: 'line', area: 'line', pie: 'pie' }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** A single value, a table or a chart of a result; null where it names none, or is a drawing that there is not here. */
export function readHexView(cellType: 'METRIC' | 'EXPLORE' | 'DISPLAY_TABLE', config: Config): object | null {
  if (cellType === 'METRIC') {
    const of = text(config['valueVariableName'])
    const column = text(config['valueColumn'])
    return of === undefined || column === undefined ? null : { kind: 'single_value', of, column }
  }
  const of = text(config['dataframe'])
  if (of === undefined) return null
  return cellType === 'DISPLAY_TABLE' ? { kind: 'table', of } : chartOf(of, config)
}

/** A chart by its channels: one along the axis, others as values, colours beside each other. */
function chartOf(of: string, config: Config): object | null {
  const spec = isRecord(config['spec']) ? config['spec'] : {}
  const fields = (Array.isArray(spec['fields']) ? spec['fields'] : []).filter(isRecord)
  const at = (channel: string): Record<string, unknown>[] => fields.filter((field) => field['channel'] === channel)
  const x = text(at('base-axis')[0]?.['value'])
  const values = at('cross-axis').map((field) => ({
    reference: text(field['value']),
    aggregation: aggregations[String(field['aggregation'] ?? 'sum').toLowerCase()],
  }))
  const type = chartTypes[String(seriesTypeOf(spec['chartConfig'])).toLowerCase()]
  if (type === undefined || x === undefined || values.length === 0 || values.some((value) => value.reference === undefined || value.aggregation === undefined))
    return null
  const groupBy = at('color').flatMap((field) => text(field['value']) ?? [])
  return {
    kind: 'chart',
    of,
    config: {
      type,
      fieldConfig: { x: { reference: x }, y: values, ...(groupBy.length === 0 ? {} : { groupBy: groupBy.map((reference) => ({ reference })) }) },
    },
  }
}

function seriesTypeOf(chartConfig: unknown): unknown {
  const series = isRecord(chartConfig) && Array.isArray(chartConfig['series']) ? (chartConfig['series'] as unknown[]) : []
  return series.length === 1 && isRecord(series[0]) ? series[0]['type'] : undefined
}

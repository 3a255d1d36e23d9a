import type { ChartDocument } from '@atrium/documents'
import type { CompiledDimension, Explore, FieldId, MetricQuery } from '@atrium/semantic'
import { renameStrings } from '../explore/rename-field.ts'

type Answer = { chart: ChartDocument; metricQuery: MetricQuery; explore: Explore }

/**
 * The chart of a tile's answer with the question as it was asked there. After a date zoom the question has other dates
 * than the chart was saved with; the chart then draws those.
 */
export function tileDocument({ chart, metricQuery, explore }: Answer): ChartDocument {
  const asked = new Set(metricQuery.dimensions)
  const document = chart.metricQuery.dimensions.reduce<ChartDocument>((before, from) => {
    const to = asked.has(from) ? undefined : metricQuery.dimensions.find((fieldId) => isSameDate(explore, from, fieldId))
    if (to === undefined) return before
    const rename = <T>(value: T): T => renameStrings(value, from, to) as T
    const { chartConfig, tableConfig, pivotConfig } = before
    return {
      ...before,
      chartConfig: rename(chartConfig),
      // Two grains of a date may have become one.
      tableConfig: { ...tableConfig, columnOrder: [...new Set(rename(tableConfig.columnOrder))] },
      ...(pivotConfig === undefined ? {} : { pivotConfig: { ...pivotConfig, columns: [...new Set(rename(pivotConfig.columns))] } }),
    }
  }, chart)
  return { ...document, metricQuery }
}

/** Whether dates stand in another grain than the chart was saved with. */
export const isZoomed = ({ chart, metricQuery }: Pick<Answer, 'chart' | 'metricQuery'>): boolean =>
  chart.metricQuery.dimensions.some((fieldId) => !metricQuery.dimensions.includes(fieldId))

/** Whether two fields are the same date in different grains. */
function isSameDate(explore: Explore, a: FieldId, b: FieldId): boolean {
  const [one, other] = [dimensionOf(explore, a), dimensionOf(explore, b)]
  const base = one?.timeIntervalBaseDimensionName
  return base !== undefined && base === other?.timeIntervalBaseDimensionName && one?.table === other.table
}

const dimensionOf = (explore: Explore, fieldId: FieldId): CompiledDimension | undefined =>
  Object.values(explore.tables)
    .flatMap(({ dimensions }) => Object.values(dimensions))
    .find(({ table, name }) => `${table}_${name}` === fieldId)

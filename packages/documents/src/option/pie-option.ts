import { formatItemValue, type FieldId, type Item } from '@atrium/semantic'
import type { ChartDocument, PieConfig } from '../chart/chart-document.ts'
import { ownValue } from '../own-value.ts'
import { cellOf, drawnText, numberOf, type ChartResult, type ResultRow } from '../result/chart-result.ts'
import { dimensionColors } from './cartesian-series.ts'
import { legendOf, type Option } from './chart-frame.ts'
import { safeColor, stableColors, textOn } from './colors.ts'
import { themes, type ChartTheme } from './palette.ts'
import { partTooltip, percentText, shownValues, valueFieldOf, type Part, type PartPoint } from './parts.ts'

type ValueOptions = { valueLabel?: PieConfig['valueLabel']; showValue?: boolean | undefined; showPercentage?: boolean | undefined }

/** Options of a pie or donut. */
export function pieOption(document: ChartDocument, result: ChartResult, theme: ChartTheme): Option {
  const config = pieConfigOf(document)
  const { parts } = pieParts(document, result)
  const total = parts.reduce((sum, { value }) => sum + value, 0)
  const shareOf = (part: Part): string => percentText(part.value, total, result.locale)
  const isVertical = config.legendPosition === 'vertical'
  const show = config.showLegend !== false
  return {
    legend: { ...legendOf(isVertical ? { orient: 'vertical' } : {}, { show, theme }), data: parts.map(({ name }) => name) },
    tooltip: partTooltip(parts, shareOf),
    series: [
      {
        type: 'pie',
        // Leaves room for labels beside it in a tile that is as narrow as it is high.
        radius: config.isDonut === true ? ['38%', '62%'] : '62%',
        center: [show && isVertical ? '42%' : '50%', show && !isVertical ? '55%' : '50%'],
        itemStyle: { borderColor: themes[theme].surface, borderWidth: 1 },
        avoidLabelOverlap: true,
        data: parts.map((part) => ({
          name: part.name,
          value: part.value,
          itemStyle: { color: part.color },
          ...labelOf(part, { theme, options: optionsOf(config, part.key) }),
        })),
        labelLine: { length: 8, length2: 6 },
        label: {
          overflow: 'break',
          distanceToLabelLine: 3,
          formatter: ({ dataIndex }: PartPoint) => {
            const part = parts[dataIndex]
            return part === undefined ? '' : [part.name, shownValues(part, shareOf(part), optionsOf(config, part.key))].filter((text) => text !== '').join('\n')
          },
        },
      },
    ],
  }
}

const pieConfigOf = ({ chartConfig }: ChartDocument): PieConfig => (chartConfig.type === 'pie' ? chartConfig.config : undefined) ?? {}

/** How values are shown: as the chart says, unless the group says otherwise. */
function optionsOf(config: PieConfig, key: string): ValueOptions {
  const { valueLabel = 'outside', showValue, showPercentage = true } = config
  return { valueLabel, showValue, showPercentage, ...(ownValue(config.groupValueOptionOverrides, key) as ValueOptions | undefined) }
}

function labelOf(part: Part, { theme, options }: { theme: ChartTheme; options: ValueOptions }): Option {
  const isInside = options.valueLabel === 'inside'
  return {
    label: { show: options.valueLabel !== 'hidden', position: isInside ? 'inside' : 'outside', color: isInside ? textOn(part.color) : themes[theme].text },
    labelLine: { show: options.valueLabel !== 'hidden' && !isInside },
  }
}

/**
 * Slices: rows of the same group are one, the largest first unless the chart has an order of its own. Values that have no
 * area (nothing, zero, negative) are not slices; `leftOut` counts their groups.
 */
export function pieParts(document: ChartDocument, result: ChartResult): { parts: Part[]; leftOut: number } {
  const config = pieConfigOf(document)
  const metricId = valueFieldOf(document, result, config.metricId)
  const groups = pieGroupFields(document, result)
  const [firstGroup = ''] = groups
  const modelColors = dimensionColors(result.fields[firstGroup])
  const found = new Map<string, { value: number; raw: unknown; text: string }>()
  for (const row of result.rows) {
    const key = pieGroupOf(groups, row)
    const before = found.get(key)
    const text = groups.map((group) => drawnText(result, group, cellOf(row, group))).join(' - ')
    found.set(key, { value: (before?.value ?? 0) + (numberOf(cellOf(row, metricId)) ?? 0), raw: cellOf(row, firstGroup).raw, text })
  }
  const colors = stableColors([...found.keys()])
  const wanted = config.groupSortOverrides ?? []
  const placeOf = (key: string): number => (wanted.includes(key) ? wanted.indexOf(key) : wanted.length)
  const parts = [...found]
    .filter(([, { value }]) => value > 0)
    .toSorted(([a, { value: first }], [b, { value: second }]) => placeOf(a) - placeOf(b) || second - first)
    .map(([key, { value, raw, text }]): Part => ({
      key,
      name: ownValue(config.groupLabelOverrides, key) ?? text,
      value,
      formatted: formatItemValue(result.fields[metricId], value, undefined, result.locale),
      color:
        safeColor(ownValue(config.groupColorOverrides, key)) ??
        (groups.length === 1 ? safeColor(ownValue(modelColors, String(raw))) : undefined) ??
        colors.get(key) ??
        '',
    }))
  return { parts, leftOut: found.size - parts.length }
}

/**
 * Fields whose values name a slice: those of the chart. Where they leave rows together whose number cannot be added up
 * (an average, a distinct count), all dimensions, so that every slice is a number of the answer.
 */
export function pieGroupFields(document: ChartDocument, result: ChartResult): FieldId[] {
  const { dimensions } = document.metricQuery
  const config = pieConfigOf(document)
  const groups = config.groupFieldIds ?? dimensions.slice(0, 1)
  const others = dimensions.filter((fieldId) => !groups.includes(fieldId))
  if (others.length === 0 || isAdditive(result.fields[valueFieldOf(document, result, config.metricId)])) return groups
  const keys = new Set(result.rows.map((row) => pieGroupOf(groups, row)))
  return keys.size === result.rows.length ? groups : [...groups, ...others]
}

const isAdditive = (item: Item | undefined): boolean => item !== undefined && 'type' in item && (item.type === 'sum' || item.type === 'count')

/** The group of a row: the texts of its group fields, joined as other writers of the format do, who name groups by it. */
export const pieGroupOf = (groups: readonly FieldId[], row: ResultRow): string => groups.map((group) => cellOf(row, group).formatted).join(' - ')

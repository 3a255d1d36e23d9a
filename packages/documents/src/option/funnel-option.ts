import { getItemLabel } from '@atrium/semantic'
import type { ChartDocument, FunnelConfig } from '../chart/chart-document.ts'
import { valueFieldsOf } from '../chart/value-fields.ts'
import { ownValue } from '../own-value.ts'
import { cellOf, drawnText, numberOf, type ChartResult } from '../result/chart-result.ts'
import { legendOf, type Option } from './chart-frame.ts'
import { colorAt, safeColor, textOn } from './colors.ts'
import { themes, type ChartTheme } from './palette.ts'
import { partTooltip, percentText, shownValues, valueFieldOf, type Part, type PartPoint } from './parts.ts'

/** Options of a funnel; shares are of its largest step. */
export function funnelOption(document: ChartDocument, result: ChartResult, theme: ChartTheme): Option {
  const config = funnelConfigOf(document)
  const parts = funnelParts(document, result)
  const largest = parts.reduce((most, { value }) => Math.max(most, value), 0)
  const shareOf = (part: Part): string => percentText(part.value, largest)
  const position = config.labels?.position ?? 'inside'
  const isBeside = position === 'left' || position === 'right'
  const isVertical = config.legendPosition === 'vertical'
  const show = config.showLegend !== false
  return {
    legend: { ...legendOf(isVertical ? { orient: 'vertical' } : {}, { show, theme }), data: parts.map(({ name }) => name) },
    tooltip: partTooltip(parts, shareOf),
    series: [
      {
        type: 'funnel',
        left: position === 'left' ? '28%' : '8%',
        right: position === 'right' || (show && isVertical) ? '28%' : '8%',
        top: show && !isVertical ? 44 : 16,
        bottom: 16,
        sort: 'descending',
        gap: 2,
        minSize: '2%',
        data: parts.map(({ name, value, color }) => ({ name, value, itemStyle: { color }, label: { color: isBeside ? themes[theme].text : textOn(color) } })),
        label: {
          show: position !== 'hidden',
          position: isBeside ? position : 'inside',
          formatter: ({ dataIndex }: PartPoint) => {
            const part = parts[dataIndex]
            if (part === undefined) return ''
            const { showValue = true, showPercentage } = config.labels ?? {}
            return [part.name, shownValues(part, shareOf(part), { showValue, showPercentage })].filter((text) => text !== '').join('  ')
          },
        },
      },
    ],
  }
}

const funnelConfigOf = ({ chartConfig }: ChartDocument): FunnelConfig => (chartConfig.type === 'funnel' ? chartConfig.config : undefined) ?? {}

/** Steps: each row of one column of numbers, or (`dataInput` "row", or without dimensions) each number of the first row. */
export function funnelParts(document: ChartDocument, result: ChartResult): Part[] {
  const config = funnelConfigOf(document)
  const [dimension] = document.metricQuery.dimensions
  const metricId = valueFieldOf(document, result, config.fieldId ?? config.metricId)
  const steps =
    config.dataInput === 'row' || dimension === undefined
      ? valueFieldsOf(document.metricQuery, result.fields).map((fieldId) => {
          const item = result.fields[fieldId]
          const text = item === undefined ? fieldId : getItemLabel(item)
          return { key: text, text, cell: cellOf(result.rows[0], fieldId) }
        })
      : result.rows.map((row) => ({
          key: cellOf(row, dimension).formatted,
          text: drawnText(result, dimension, cellOf(row, dimension)),
          cell: cellOf(row, metricId),
        }))
  return steps.map(({ key, text, cell }, position) => ({
    key,
    name: ownValue(config.labelOverrides, key) ?? text,
    value: numberOf(cell) ?? 0,
    formatted: cell.formatted,
    color: safeColor(ownValue(config.colorOverrides, key)) ?? colorAt(position),
  }))
}

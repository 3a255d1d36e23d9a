import { getItemLabel } from '@atrium/semantic'
import type { ChartDocument, FunnelConfig } from '../chart/chart-document.ts'
import { valueFieldsOf } from '../chart/value-fields.ts'
import { ownValue } from '../own-value.ts'
import { cellOf, cellText, drawnText, numberOf, type ChartResult } from '../result/chart-result.ts'
import { legendOf, type Option } from './chart-frame.ts'
import { colorAt, safeColor, textOn } from './colors.ts'
import { funnelLabels, lineLength, narrowest, roomBeside, type LabelText } from './funnel-labels.ts'
import { themes, type ChartTheme } from './palette.ts'
import { partTooltip, percentText, shownValues, valueFieldOf, type Part, type PartPoint } from './parts.ts'

/** Beside the widest step, in CSS pixels: a little, and what a legend takes there. */
const margin = 24
const besideLegend = 170

/** Options of a funnel; shares are of its largest step. `width` in CSS pixels. */
export function funnelOption(document: ChartDocument, result: ChartResult, { theme, width }: { theme: ChartTheme; width: number }): Option {
  const config = funnelConfigOf(document)
  const parts = funnelParts(document, result)
  const largest = parts.reduce((most, { value }) => Math.max(most, value), 0)
  const shareOf = (part: Part): string => percentText(part.value, largest, result.locale)
  const { showValue = true, showPercentage, position = 'inside' } = config.labels ?? {}
  const isVertical = config.legendPosition === 'vertical'
  const show = config.showLegend !== false
  const texts = parts.map((part): LabelText => ({ name: part.name, values: shownValues(part, shareOf(part), { showValue, showPercentage }) }))
  const left = position === 'left' ? roomBeside(texts, width) : margin
  const right = (position === 'right' ? roomBeside(texts, width) : margin) + (show && isVertical ? besideLegend : 0)
  const labels = funnelLabels({
    labels: texts,
    values: parts.map(({ value }) => value),
    position: position === 'left' || position === 'right' ? position : 'inside',
    width: Math.max(0, width - left - right),
    margin: { left, right: show && isVertical ? right - besideLegend : right },
  })
  return {
    legend: { ...legendOf(isVertical ? { orient: 'vertical' } : {}, { show, theme }), data: parts.map(({ name }) => name) },
    tooltip: partTooltip(parts, shareOf),
    series: [
      {
        type: 'funnel',
        left,
        right,
        top: show && !isVertical ? 44 : 16,
        bottom: 16,
        sort: 'descending',
        gap: 2,
        itemStyle: { borderColor: themes[theme].surface },
        minSize: `${narrowest * 100}%`,
        data: parts.map(({ name, value, color }, place) => ({
          name,
          value,
          itemStyle: { color },
          label: {
            position: labels[place]?.position,
            width: labels[place]?.width,
            color: labels[place]?.position === 'inside' ? textOn(color) : themes[theme].text,
          },
        })),
        labelLine: { length: lineLength },
        label: {
          show: position !== 'hidden',
          overflow: 'break',
          lineHeight: 16,
          formatter: ({ dataIndex }: PartPoint) => labels[dataIndex]?.text ?? '',
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
          return { key: text, text, fieldId, cell: cellOf(result.rows[0], fieldId) }
        })
      : result.rows.map((row) => ({
          key: cellOf(row, dimension).formatted,
          text: drawnText(result, dimension, cellOf(row, dimension)),
          fieldId: metricId,
          cell: cellOf(row, metricId),
        }))
  return steps.map(({ key, text, fieldId, cell }, position) => ({
    key,
    name: ownValue(config.labelOverrides, key) ?? text,
    value: numberOf(cell) ?? 0,
    formatted: cellText(result, fieldId, cell),
    color: safeColor(ownValue(config.colorOverrides, key)) ?? colorAt(position),
  }))
}

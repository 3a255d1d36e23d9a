import { getItemLabel } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { cellOf, numberOf, type ChartResult } from '../result/chart-result.ts'
import { dimensionColors } from './cartesian-series.ts'
import { escapeHtml } from './escape-html.ts'
import { colorAt, themes, type ChartTheme } from './palette.ts'

type Option = Record<string, unknown>
type Part = { name: string; value: number | null; formatted: string; color: string }
type PartPoint = { dataIndex: number; percent?: number; marker?: string }

const fieldWithValues = (document: ChartDocument, wanted: string | undefined): string =>
  wanted ?? document.metricQuery.metrics[0] ?? document.metricQuery.tableCalculations[0]?.name ?? ''

/** Options of a pie or donut. */
export function pieOption(document: ChartDocument, result: ChartResult, theme: ChartTheme): Option {
  const config = (document.chartConfig.type === 'pie' ? document.chartConfig.config : undefined) ?? {}
  const metricId = fieldWithValues(document, config.metricId)
  const groups = config.groupFieldIds ?? document.metricQuery.dimensions.slice(0, 1)
  const colors = dimensionColors(result.fields[groups[0] ?? ''])
  const parts = result.rows.map((row, position): Part => {
    const key = groups.map((group) => cellOf(row, group).formatted).join(' · ')
    const cell = cellOf(row, metricId)
    return {
      name: config.groupLabelOverrides?.[key] ?? key,
      value: numberOf(cell),
      formatted: cell.formatted,
      color: config.groupColorOverrides?.[key] ?? colors[String(cellOf(row, groups[0] ?? '').raw)] ?? colorAt(position),
    }
  })
  const label = config.valueLabel ?? 'outside'
  return {
    ...legendOf(config.showLegend !== false, theme),
    tooltip: partTooltip(parts),
    series: [
      {
        type: 'pie',
        radius: config.isDonut === true ? ['45%', '70%'] : '70%',
        center: ['50%', config.showLegend === false ? '50%' : '54%'],
        data: parts.map(({ name, value, color }) => ({ name, value, itemStyle: { color } })),
        label: {
          show: label !== 'hidden',
          position: label === 'inside' ? 'inside' : 'outside',
          color: label === 'inside' ? '#ffffff' : themes[theme].text,
          formatter: ({ dataIndex, percent }: PartPoint) => [parts[dataIndex]?.name, ...shownValues(parts[dataIndex], percent, config)].join('\n'),
        },
        itemStyle: { borderColor: theme === 'dark' ? '#16181d' : '#ffffff', borderWidth: 1 },
      },
    ],
  }
}

function shownValues(
  part: Part | undefined,
  percent: number | undefined,
  show: { showValue?: boolean | undefined; showPercentage?: boolean | undefined },
): string[] {
  return [
    [
      ...(show.showPercentage === true && percent !== undefined ? [`${percent} %`] : []),
      ...(show.showValue === true && part !== undefined ? [part.formatted] : []),
    ].join(' · '),
  ].filter((text) => text !== '')
}

/** Options of a funnel: each row a step, or each metric of the first row. */
export function funnelOption(document: ChartDocument, result: ChartResult, theme: ChartTheme): Option {
  const config = (document.chartConfig.type === 'funnel' ? document.chartConfig.config : undefined) ?? {}
  const { dimensions, metrics } = document.metricQuery
  const isByRow = config.dataInput === 'row' || dimensions.length === 0
  const metricId = fieldWithValues(document, config.fieldId ?? config.metricId)
  const steps = isByRow
    ? metrics.map((fieldId) => {
        const item = result.fields[fieldId]
        return { key: item === undefined ? fieldId : getItemLabel(item), cell: cellOf(result.rows[0], fieldId) }
      })
    : result.rows.map((row) => ({ key: cellOf(row, dimensions[0] ?? '').formatted, cell: cellOf(row, metricId) }))
  const parts = steps.map(({ key, cell }, position): Part => ({
    name: config.labelOverrides?.[key] ?? key,
    value: numberOf(cell),
    formatted: cell.formatted,
    color: config.colorOverrides?.[key] ?? colorAt(position),
  }))
  const first = parts.reduce((largest, { value }) => Math.max(largest, value ?? 0), 0)
  const share = (part: Part | undefined): number | undefined =>
    part?.value === null || part === undefined || first === 0 ? undefined : Math.round((1000 * part.value) / first) / 10
  return {
    ...legendOf(config.showLegend === true, theme),
    tooltip: partTooltip(parts),
    series: [
      {
        type: 'funnel',
        left: '12%',
        right: '12%',
        top: config.showLegend === true ? 48 : 16,
        bottom: 16,
        sort: 'descending',
        gap: 2,
        data: parts.map(({ name, value, color }) => ({ name, value, itemStyle: { color } })),
        label: {
          show: true,
          position: config.labels?.position === 'right' || config.labels?.position === 'left' ? config.labels.position : 'inside',
          color: config.labels?.position === 'right' || config.labels?.position === 'left' ? themes[theme].text : '#ffffff',
          formatter: ({ dataIndex }: PartPoint) =>
            [
              parts[dataIndex]?.name,
              ...shownValues(parts[dataIndex], share(parts[dataIndex]), { showValue: config.labels?.showValue, showPercentage: config.labels?.showPercentage }),
            ].join('  '),
        },
      },
    ],
  }
}

const legendOf = (show: boolean, theme: ChartTheme): Option => ({
  legend: { show, type: 'scroll', top: 4, textStyle: { color: themes[theme].text }, pageTextStyle: { color: themes[theme].muted } },
})

const partTooltip = (parts: readonly Part[]): Option => ({
  trigger: 'item',
  confine: true,
  formatter: ({ dataIndex, percent, marker }: PartPoint) =>
    `<div>${marker ?? ''}${escapeHtml(parts[dataIndex]?.name ?? '')} <strong>${escapeHtml(parts[dataIndex]?.formatted ?? '')}</strong>${percent === undefined ? '' : ` (${percent} %)`}</div>`,
})

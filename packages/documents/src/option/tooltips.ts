import { formatItemValue, getItemLabel, isNumericItem } from '@atrium/semantic'
import { drawnText, type ChartResult } from '../result/chart-result.ts'
import { wordsOf } from '../words/words-of.ts'
import type { CartesianData } from './cartesian-series.ts'
import type { Option } from './chart-frame.ts'
import { escapeHtml } from './escape-html.ts'
import { shareText } from './share-text.ts'
import type { StackedSeries } from './stacking.ts'

/** A point as ECharts tells it; `marker` is the library's own coloured dot. */
export type TooltipPoint = { seriesIndex: number; dataIndex: number; marker?: string }

/** Most lines of a tooltip. */
const longest = 16

/** What stands at one place of the x axis: every series, the largest first. All text of data is escaped. */
export function axisTooltip(data: CartesianData, series: readonly StackedSeries[], { fields, locale }: ChartResult): Option {
  const words = wordsOf(locale)
  return {
    trigger: 'axis',
    confine: true,
    axisPointer: { type: series.some(({ settings }) => settings.type === 'bar') ? 'shadow' : 'line' },
    formatter: (given: TooltipPoint | TooltipPoint[]) => {
      const points = Array.isArray(given) ? given : [given]
      const lines = points.flatMap((point) => {
        const drawn = series[point.seriesIndex]
        const value = drawn?.values[point.dataIndex]
        if (drawn === undefined || value === null || value === undefined) return []
        const share = drawn.drawn === drawn.values ? '' : ` (${shareText(drawn.drawn[point.dataIndex], locale)})`
        return [{ value, html: line(point.marker, drawn.name, formatItemValue(fields[drawn.fieldId], value, undefined, locale) + share) }]
      })
      const sorted = lines.toSorted((a, b) => b.value - a.value)
      const more = sorted.length > longest ? `<div>${words.more(String(sorted.length - longest))}</div>` : ''
      const place = points[0]?.dataIndex ?? 0
      const title = `${data.names[place] ?? ''}${place === data.unended ? ` · ${words.soFar}` : ''}`
      return `<div><strong>${escapeHtml(title)}</strong>${sorted
        .slice(0, longest)
        .map(({ html }) => html)
        .join('')}${more}</div>`
    },
  }
}

/** One dot between two axes of numbers: what it is of, and both numbers. All text of data is escaped. */
export function pointTooltip(data: CartesianData, result: ChartResult): Option {
  const { fields, locale } = result
  const names = Object.keys(fields).filter((fieldId) => !isNumericItem(fields[fieldId]))
  const x = fields[data.xField]
  return {
    trigger: 'item',
    confine: true,
    formatter: ({ seriesIndex, dataIndex, marker }: TooltipPoint) => {
      const series = data.series[seriesIndex]
      const row = series?.rowAt(dataIndex)
      if (series === undefined) return ''
      const title = names
        .flatMap((fieldId) => {
          const cell = row?.[fieldId]?.value
          return cell === undefined ? [] : [drawnText(result, fieldId, cell)]
        })
        .join(' · ')
      const value = formatItemValue(fields[series.fieldId], series.values[dataIndex] ?? null, undefined, locale)
      return `<div><strong>${escapeHtml(title)}</strong>${line('', x === undefined ? data.xField : getItemLabel(x), data.names[dataIndex] ?? '')}${line(marker, series.name, value)}</div>`
    },
  }
}

const line = (marker: string | undefined, name: string, value: string): string =>
  `<div style="display:flex;gap:16px;justify-content:space-between"><span>${marker ?? ''}${escapeHtml(name)}</span><strong>${escapeHtml(value)}</strong></div>`

import { formatItemValue, getItemLabel, isNumericItem, type Item } from '@atrium/semantic'
import type { CartesianConfig, ChartDocument } from '../chart/chart-document.ts'
import { numberOf, type ChartResult } from '../result/chart-result.ts'
import { cartesianData, dimensionColors, type CartesianData, type DrawnSeries } from './cartesian-series.ts'
import { escapeHtml } from './escape-html.ts'
import { colorAt, themes, type ChartTheme } from './palette.ts'

type Option = Record<string, unknown>

/** Points beyond which a line is thinned for the eye, and dots are drawn in bulk. */
const many = 2000

/** Options of bar, line, area, scatter and mixed charts. */
export function cartesianOption(document: ChartDocument, result: ChartResult, theme: ChartTheme): Option {
  const config: CartesianConfig = (document.chartConfig.type === 'cartesian' ? document.chartConfig.config : undefined) ?? { layout: {}, eChartsConfig: {} }
  const data = cartesianData(document, result)
  const shown = data.series.filter(({ settings }) => settings.hidden !== true)
  const isScatter = shown.length > 0 && shown.every(({ settings }) => settings.type === 'scatter') && isNumericItem(result.fields[data.xField])
  const flip = config.layout.flipAxes === true
  const categoryAxis = isScatter ? numberAxis(config, 'xAxis', 0, result.fields[data.xField], theme, flip) : namesAxis(config, data, theme, flip)
  const hasSecond = shown.some(({ settings }) => settings.yAxisIndex === 1)
  const valueAxes = [0, ...(hasSecond ? [1] : [])].map((index) => {
    const first = shown.find(({ settings }) => (settings.yAxisIndex ?? 0) === index)
    return numberAxis(config, 'yAxis', index, first === undefined ? undefined : result.fields[first.fieldId], theme, !flip)
  })
  const showLegend = config.eChartsConfig.legend?.show ?? shown.length > 1
  return {
    grid: { left: 12, right: hasSecond ? 12 : 20, top: showLegend ? 44 : 24, bottom: 12, containLabel: true, ...config.eChartsConfig.grid },
    legend: {
      show: showLegend,
      type: 'scroll',
      top: 4,
      textStyle: { color: themes[theme].text },
      pageTextStyle: { color: themes[theme].muted },
      ...withoutText(config.eChartsConfig.legend),
    },
    xAxis: flip ? valueAxes : categoryAxis,
    yAxis: flip ? categoryAxis : valueAxes,
    tooltip: isScatter ? pointTooltip(data, result) : axisTooltip(data, result),
    series: shown.map((series, position) => seriesOption({ series, position, count: shown.length, data, result, isScatter, flip, theme })),
  }
}

/** A legend may be placed from outside; its texts stay ours. */
function withoutText(legend: Option | undefined): Option {
  const { textStyle: _, formatter: __, ...rest } = legend ?? {}
  return rest
}

function namesAxis(config: CartesianConfig, data: CartesianData, theme: ChartTheme, flip: boolean): Option {
  const own = config.eChartsConfig.xAxis?.[0]
  const tokens = themes[theme]
  return {
    type: 'category',
    data: data.categories.map(({ formatted }) => formatted),
    inverse: own?.inverse ?? flip,
    ...nameOf(own?.name, theme, flip),
    axisLabel: {
      color: tokens.muted,
      hideOverlap: true,
      ...(own?.rotate === undefined ? {} : { rotate: Math.min(Math.abs(own.rotate), 90) }),
      width: 160,
      overflow: 'truncate',
    },
    axisLine: { lineStyle: { color: tokens.line } },
    axisTick: { show: false },
    splitLine: { show: config.layout.showGridX === true, lineStyle: { color: tokens.split } },
  }
}

function numberAxis(config: CartesianConfig, which: 'xAxis' | 'yAxis', index: number, item: Item | undefined, theme: ChartTheme, isVertical: boolean): Option {
  const own = config.eChartsConfig[which]?.[index]
  const tokens = themes[theme]
  const bound = (text: string | undefined): number | undefined =>
    text === undefined || text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text)
  const [min, max] = [bound(own?.min), bound(own?.max)]
  return {
    type: 'value',
    inverse: own?.inverse ?? false,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(which === 'xAxis' ? { scale: true } : {}),
    ...nameOf(own?.name ?? (index === 0 && which === 'yAxis' ? undefined : item === undefined ? undefined : getItemLabel(item)), theme, isVertical),
    axisLabel: { color: tokens.muted, hideOverlap: true, formatter: (value: number) => shortNumber(item, value) },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: index === 0 && config.layout.showGridY !== false, lineStyle: { color: tokens.split } },
  }
}

function nameOf(name: string | undefined, theme: ChartTheme, isVertical: boolean): Option {
  if (name === undefined || name === '') return {}
  return { name, nameLocation: isVertical ? 'end' : 'middle', nameGap: isVertical ? 12 : 30, nameTextStyle: { color: themes[theme].muted } }
}

const compactNumber = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** Axis labels are short; the exact value is in the tooltip. Percentages keep their sign. */
function shortNumber(item: Item | undefined, value: number): string {
  if (item === undefined || Math.abs(value) < 10_000) return item === undefined ? String(value) : formatItemValue(item, value)
  const sample = formatItemValue(item, 1)
  const prefix = /^[^\d-]*/.exec(sample)?.[0] ?? ''
  return prefix + compactNumber.format(value)
}

type SeriesInput = {
  series: DrawnSeries
  position: number
  count: number
  data: CartesianData
  result: ChartResult
  isScatter: boolean
  flip: boolean
  theme: ChartTheme
}

function seriesOption({ series, position, count, data, result, isScatter, flip, theme }: SeriesInput): Option {
  const { settings, fieldId, name, values } = series
  const item = result.fields[fieldId]
  const type = settings.type === 'area' ? 'line' : settings.type
  const isLine = type === 'line'
  const valueColors = count === 1 && type === 'bar' ? dimensionColors(result.fields[data.xField]) : {}
  return {
    name,
    type,
    color: series.color ?? colorAt(position),
    data: isScatter
      ? data.categories.map((category, index) => [numberOf(category), values[index]])
      : values.map((value, index) => {
          const color = valueColors[String(data.categories[index]?.raw)]
          return color === undefined ? value : { value, itemStyle: { color } }
        }),
    ...(settings.yAxisIndex === 1 ? (flip ? { xAxisIndex: 1 } : { yAxisIndex: 1 }) : {}),
    ...(settings.stack === undefined ? {} : { stack: settings.stack }),
    ...(isLine ? { showSymbol: settings.showSymbol ?? values.length <= 60, smooth: settings.smooth === true, lineStyle: { width: 2 }, sampling: 'lttb' } : {}),
    ...(settings.areaStyle !== undefined || settings.type === 'area' ? { areaStyle: { opacity: settings.stack === undefined ? 0.25 : 0.75 } } : {}),
    ...(type === 'bar' ? { barMaxWidth: 56, itemStyle: { borderRadius: settings.stack === undefined ? 2 : 0 } } : {}),
    ...(type === 'scatter' ? { symbolSize: 9, itemStyle: { opacity: 0.75 }, large: values.length > many } : {}),
    ...(settings.label?.show === true
      ? {
          label: {
            show: true,
            position: settings.label.position ?? 'top',
            color: themes[theme].text,
            formatter: ({ value }: { value: unknown }) => formatItemValue(item, Array.isArray(value) ? value[1] : value),
          },
        }
      : {}),
    ...markLine(settings.markLine, theme),
    emphasis: { focus: count > 1 ? 'series' : 'none' },
  }
}

/** Reference lines: only their places and names are taken, never styles or functions. */
function markLine(given: { data?: Option[] | undefined } | undefined, theme: ChartTheme): Option {
  const lines = (given?.data ?? []).flatMap((line): Option[] => {
    const place = ['xAxis', 'yAxis'].find((axis) => typeof line[axis] === 'string' || typeof line[axis] === 'number')
    if (place === undefined) return []
    return [{ [place]: line[place], ...(typeof line['name'] === 'string' ? { name: line['name'] } : {}) }]
  })
  if (lines.length === 0) return {}
  return {
    markLine: {
      symbol: 'none',
      data: lines,
      lineStyle: { color: themes[theme].muted, type: 'dashed' },
      label: { color: themes[theme].text, formatter: '{b}' },
    },
  }
}

type TooltipPoint = { seriesIndex: number; dataIndex: number; marker?: string; seriesName?: string }

function axisTooltip(data: CartesianData, result: ChartResult): Option {
  const shown = data.series.filter(({ settings }) => settings.hidden !== true)
  return {
    trigger: 'axis',
    confine: true,
    formatter: (given: TooltipPoint | TooltipPoint[]) => {
      const points = Array.isArray(given) ? given : [given]
      const title = data.categories[points[0]?.dataIndex ?? 0]?.formatted ?? ''
      const lines = points.flatMap((point) => {
        const series = shown[point.seriesIndex]
        const value = series?.values[point.dataIndex]
        return series === undefined || value === null || value === undefined
          ? []
          : [{ value, html: line(point.marker, series.name, formatItemValue(result.fields[series.fieldId], value)) }]
      })
      const sorted = lines.toSorted((a, b) => b.value - a.value)
      const more = sorted.length > 16 ? `<div>… ${sorted.length - 16} more</div>` : ''
      return `<div><strong>${escapeHtml(title)}</strong>${sorted
        .slice(0, 16)
        .map(({ html }) => html)
        .join('')}${more}</div>`
    },
  }
}

function pointTooltip(data: CartesianData, result: ChartResult): Option {
  const names = Object.keys(result.fields).filter((fieldId) => !isNumericItem(result.fields[fieldId]))
  const shown = data.series.filter(({ settings }) => settings.hidden !== true)
  return {
    trigger: 'item',
    confine: true,
    formatter: ({ seriesIndex, dataIndex, marker }: TooltipPoint) => {
      const series = shown[seriesIndex]
      const row = result.rows[dataIndex]
      if (series === undefined) return ''
      const title = names.flatMap((fieldId) => (row?.[fieldId] === undefined ? [] : [row[fieldId].value.formatted])).join(' · ')
      const x = result.fields[data.xField]
      return `<div><strong>${escapeHtml(title)}</strong>${line('', x === undefined ? data.xField : getItemLabel(x), data.categories[dataIndex]?.formatted ?? '')}${line(
        marker,
        series.name,
        formatItemValue(result.fields[series.fieldId], series.values[dataIndex] ?? null),
      )}</div>`
    },
  }
}

/** `marker` is the library's own dot; everything else is data. */
const line = (marker: string | undefined, name: string, value: string): string =>
  `<div style="display:flex;gap:16px;justify-content:space-between"><span>${marker ?? ''}${escapeHtml(name)}</span><strong>${escapeHtml(value)}</strong></div>`

import { formatItemValue, type Item } from '@atrium/semantic'
import { ownValue } from '../own-value.ts'
import { numberOf } from '../result/chart-result.ts'
import { axisNumber } from './axis-number.ts'
import { shareText } from './share-text.ts'
import type { CartesianData } from './cartesian-series.ts'
import type { Option } from './chart-frame.ts'
import { safeColor } from './colors.ts'
import { themes, type ChartTheme } from './palette.ts'
import { keyOf, stackTotals, type StackedSeries } from './stacking.ts'

/** Points beyond which a line is thinned for the eye, and bars and dots are drawn in bulk. */
const many = 2000
/** Points up to which a line shows each of them. */
const few = 60

const labelPlaces = ['left', 'top', 'right', 'bottom', 'inside']

export type SeriesLook = {
  data: CartesianData
  item: Item | undefined
  theme: ChartTheme
  locale: string | undefined
  flip: boolean
  /** Both axes are of numbers. */
  isNumeric: boolean
  /** Colours the model gives to the values along the x axis. */
  valueColors: Readonly<Record<string, string>>
  markLine: Option | undefined
}

/** One series as ECharts draws it. */
export function seriesOption(series: StackedSeries, look: SeriesLook): Option {
  const { settings, name, color, drawn, stack } = series
  const { data, theme, flip, isNumeric, markLine } = look
  const type = settings.type === 'area' ? 'line' : settings.type
  const isArea = settings.type === 'area' || settings.areaStyle !== undefined
  return {
    name,
    type,
    color,
    data: isNumeric ? data.categories.map((category, place) => [numberOf(category), drawn[place]]) : type === 'bar' ? barData(series, look) : drawn,
    ...(settings.yAxisIndex === 1 ? (flip ? { xAxisIndex: 1 } : { yAxisIndex: 1 }) : {}),
    ...(stack === undefined || type === 'scatter' ? {} : { stack, stackStrategy: 'samesign' }),
    ...(type === 'line' ? lineLook(series) : {}),
    ...(isArea && type === 'line' ? { areaStyle: { opacity: stack === undefined ? 0.25 : 0.75 } } : {}),
    ...(type === 'bar' ? { barMaxWidth: 56, itemStyle: { borderRadius: stack === undefined ? 2 : 0 }, large: drawn.length > many } : {}),
    ...(type === 'scatter' ? { symbolSize: 9, itemStyle: { opacity: 0.75 }, large: drawn.length > many } : {}),
    ...(settings.label?.show === true ? { label: labelOf(series, look), labelLayout: { hideOverlap: true } } : {}),
    ...(markLine === undefined ? {} : { markLine }),
    emphasis: { focus: data.series.length > 1 ? 'series' : 'none' },
    ...(theme === 'dark' ? { blur: { itemStyle: { opacity: 0.3 } } } : {}),
  }
}

const lineLook = ({ settings, values, stack }: StackedSeries): Option => ({
  showSymbol: settings.showSymbol ?? values.length <= few,
  smooth: settings.smooth === true,
  lineStyle: { width: 2 },
  // Buckets without rows do not break a line; in a stack they would lift what stands above.
  connectNulls: stack === undefined,
  ...(values.length > many ? { sampling: 'lttb' } : {}),
})

/** Bars; a single series takes the colours that the model gives to its values. A bar that still grows is hatched. */
function barData({ drawn }: StackedSeries, { data, valueColors, theme }: SeriesLook): unknown[] {
  if (data.series.length > 1 && data.unended === -1) return drawn
  return drawn.map((value, place) => {
    const color = data.series.length > 1 ? undefined : safeColor(ownValue(valueColors, String(data.categories[place]?.raw)))
    const hatched = place === data.unended ? { opacity: 0.75, decal: hatching(theme) } : {}
    const itemStyle = { ...(color === undefined ? {} : { color }), ...hatched }
    return Object.keys(itemStyle).length === 0 ? value : { value, itemStyle }
  })
}

const hatching = (theme: ChartTheme): Option => ({
  symbol: 'rect',
  color: themes[theme].surface,
  dashArrayX: [1, 0],
  dashArrayY: [3, 4],
  rotation: -Math.PI / 4,
})

/** The last stretch of a line, to a bucket that had not ended, is broken by dashes in the colour of the background. */
export function unendedLines(series: readonly StackedSeries[], { data, theme, flip }: Pick<SeriesLook, 'data' | 'theme' | 'flip'>): Option[] {
  const { unended } = data
  if (unended < 1) return []
  return series.flatMap(({ name, settings, drawn, stack }) => {
    const isLine = settings.type === 'line' || settings.type === 'area'
    if (!isLine || stack !== undefined) return []
    return {
      name,
      type: 'line',
      silent: true,
      tooltip: { show: false },
      ...(settings.yAxisIndex === 1 ? (flip ? { xAxisIndex: 1 } : { yAxisIndex: 1 }) : {}),
      showSymbol: false,
      lineStyle: { width: 3, type: [5, 5], color: themes[theme].surface },
      emphasis: { disabled: true },
      data: drawn.map((value, place) => (place === unended || place === unended - 1 ? value : null)),
    }
  })
}

function labelOf({ settings, values, drawn, stack }: StackedSeries, { item, theme, flip, locale }: SeriesLook): Option {
  const wanted = settings.label?.position
  const position =
    wanted !== undefined && labelPlaces.includes(wanted) ? wanted : stack !== undefined && settings.type === 'bar' ? 'inside' : flip ? 'right' : 'top'
  return {
    show: true,
    position,
    color: position === 'inside' ? '#ffffff' : themes[theme].text,
    formatter: ({ dataIndex }: { dataIndex: number }) => {
      const value = values[dataIndex]
      if (value === null || value === undefined) return ''
      return drawn === values ? formatItemValue(item, value, undefined, locale) : shareText(drawn[dataIndex], locale)
    },
  }
}

/** The sum over each stack of bars that asks for it, as one more series that is nothing but labels. */
export function stackLabels(
  series: readonly StackedSeries[],
  look: Pick<SeriesLook, 'theme' | 'flip' | 'locale'> & { itemOf: (fieldId: string) => Item | undefined },
): Option[] {
  const totals = stackTotals(series)
  const asking = new Map(
    series.filter(({ settings, stack }) => stack !== undefined && settings.stackLabel?.show === true).map((each) => [keyOf(each.stack, each), each]),
  )
  return [...asking].map(([key, { stack, settings, fieldId }]) => {
    const sums = totals.get(key) ?? []
    return {
      type: 'bar',
      stack,
      ...(settings.yAxisIndex === 1 ? (look.flip ? { xAxisIndex: 1 } : { yAxisIndex: 1 }) : {}),
      silent: true,
      tooltip: { show: false },
      itemStyle: { color: 'transparent' },
      data: sums.map(() => 0),
      label: {
        show: true,
        position: look.flip ? 'right' : 'top',
        color: themes[look.theme].text,
        fontWeight: 600,
        formatter: ({ dataIndex }: { dataIndex: number }) => axisNumber(look.itemOf(fieldId), sums[dataIndex] ?? 0, look.locale),
      },
      labelLayout: { hideOverlap: true },
    }
  })
}

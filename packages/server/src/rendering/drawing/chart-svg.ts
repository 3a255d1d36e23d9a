import { buildChartOption, sqlChartDrawing, writtenDate, type SqlAnswer, type SqlChartConfig } from '@atrium/documents'
import { BarChart, FunnelChart, LineChart, PieChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent } from 'echarts/components'
import { init, setPlatformAPI, use as register, type EChartsCoreOption } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import type { Weight } from './fonts.ts'
import { writable } from './text-lines.ts'
import { textWidth } from './text-runs.ts'

register([
  BarChart,
  FunnelChart,
  LineChart,
  PieChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
])

// Line heights are taken from the width of this letter.
const squareLetter = '国'

setPlatformAPI({
  measureText(text, font = '12px Inter') {
    const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12)
    return { width: text === squareLetter ? size : textWidth(text, size, weightIn(font)) }
  },
})

const weightIn = (font: string): Weight => (/\b(?:bold|bolder|[7-9]00)\b/.test(font) ? 700 : /\b[56]00\b/.test(font) ? 600 : 400)

type Look = { width: number; height: number; locale: string; zone: string }

/** Marks of one series that are drawn, and series: more cannot be told apart, and would take seconds. */
export const mostMarks = 5000
const mostSeries = 200
/** Each slice has a label that seeks its place among the others. */
const mostSlices = 500

/**
 * A chart of an answer as SVG, in the colours of paper. The same question is the same text, whatever was drawn before. Null where more
 * is in it than can be told apart: of lines and points some can be left out, of bars and slices none.
 */
export function chartSvg(config: SqlChartConfig, answer: SqlAnswer, { width, height, locale, zone }: Look): string | null {
  const { document, result } = sqlChartDrawing(config, answer)
  const numbers = locale.startsWith('en') ? undefined : locale
  const drawn = { ...result, locale: numbers, writeDate: (item: Parameters<typeof writtenDate>[0], raw: unknown) => writtenDate(item, raw, { locale, zone }) }
  const option = buildChartOption({ document, result: drawn, theme: 'light', width })
  return isTooMuch(option) ? null : optionSvg(option, { width, height })
}

function isTooMuch({ series }: Readonly<Record<string, unknown>>): boolean {
  if (!Array.isArray(series)) return false
  const all = series as { type?: string; data?: unknown }[]
  const marksOf = (...types: string[]): number =>
    all.reduce((sum, { type = '', data }) => sum + (types.includes(type) && Array.isArray(data) ? data.length : 0), 0)
  return all.length > mostSeries || marksOf('bar') > mostMarks || marksOf('pie', 'funnel') > mostSlices
}

/** Any option of ours as SVG. */
export function optionSvg(option: Readonly<Record<string, unknown>>, size: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    const still = {
      ...(Array.isArray(option['series']) ? { series: option['series'].map(thinned) } : {}),
      ...(option['legend'] === undefined ? {} : { legend: { ...(option['legend'] as object), ...unturned } }),
      animation: false,
    }
    chart.setOption({ ...option, ...still } as EChartsCoreOption)
    return plainSvg(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

/** Nobody turns the pages of a legend that is drawn: that there are more names is all that it says. */
const unturned = { pageIconSize: 0, pageButtonGap: 4, pageFormatter: '…' }

/** A series with no more marks than are drawn: of lines those that show its course, of points every so many. */
function thinned(series: unknown): unknown {
  const { type, data } = series as { type?: string; data?: unknown }
  if (!Array.isArray(data) || data.length <= mostMarks) return series
  if (type === 'line') return { ...(series as object), sampling: 'lttb' }
  if (type !== 'scatter') return series
  const step = data.length / mostMarks
  return { ...(series as object), data: Array.from({ length: mostMarks }, (_, place) => data[Math.floor(place * step)] as unknown) }
}

/** Letters of one text in a chart: no place in it is wider. */
const mostLetters = 400
const longText = new RegExp(`>([^<]{${mostLetters}})[^<]+<`, 'g')
/** Not inside of an entity. */
const cutText = (_: string, kept: string): string => `>${kept.replace(/&[^;]*$/, '')}…<`

/** Names in it count what was drawn before: here they begin anew. What is there for a pointer goes, and letters that XML does not know. */
const plainSvg = (svg: string): string =>
  svg
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replaceAll(longText, cutText)
    .replaceAll(/(\bid="|\bclass="|url\(#|href="#)zr\d+-/g, '$1c-')
    .replaceAll(
      /style="font:\s*(?:(?:normal|italic)\s+)?(?:(\d{3}|bold|normal)\s+)?([\d.]+px)\s+([^"]+)"/g,
      (_, weight: string | undefined, size: string, family: string) => {
        return `style="font-size:${size};font-family:${family};font-weight:${weight ?? 400}"`
      },
    )
    .split('\n')
    .map(writable)
    .join('\n')

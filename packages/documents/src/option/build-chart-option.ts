import type { ChartDocument } from '../chart/chart-document.ts'
import type { ChartResult } from '../result/chart-result.ts'
import { cartesianOption } from './cartesian-option.ts'
import { palette, themes, type ChartTheme } from './palette.ts'
import { funnelOption } from './funnel-option.ts'
import { pieOption } from './pie-option.ts'

export type BuildChartOption = {
  document: ChartDocument
  result: ChartResult
  theme: ChartTheme
  /** CSS pixels, no more than there are; 800 when not known yet. */ width?: number
}

/**
 * What ECharts needs to draw a chart, as a plain object; for charts that it does not draw (tables, big numbers) an
 * empty one. Only known settings are taken over: nothing that somebody wrote becomes a function or markup.
 */
export function buildChartOption({ document, result, theme, width = 800 }: BuildChartOption): Readonly<Record<string, unknown>> {
  const drawn = optionOf(document, result, { theme, width })
  const tokens = themes[theme]
  const tooltip = drawn['tooltip'] as object | undefined
  return {
    backgroundColor: 'transparent',
    color: [...palette],
    textStyle: { fontFamily: "'Inter Variable', Inter, system-ui, sans-serif", color: tokens.text },
    animationDuration: 250,
    animation: result.rows.length <= 2000,
    ...drawn,
    ...(tooltip === undefined
      ? {}
      : { tooltip: { backgroundColor: tokens.tooltip, borderColor: tokens.tooltipBorder, textStyle: { color: tokens.text, fontSize: 12 }, ...tooltip } }),
  }
}

function optionOf(document: ChartDocument, result: ChartResult, look: { theme: ChartTheme; width: number }): Record<string, unknown> {
  switch (document.chartConfig.type) {
    case 'cartesian':
      return cartesianOption(document, result, look)
    case 'pie':
      return pieOption(document, result, look.theme)
    case 'funnel':
      return funnelOption(document, result, look)
    case 'table':
    case 'big_number':
    case 'custom':
      return {}
  }
}

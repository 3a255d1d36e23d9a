import { wordsOf } from '../words/words-of.ts'
import { getItemLabel, isNumericItem } from '@atrium/semantic'
import type { CartesianConfig, ChartDocument } from '../chart/chart-document.ts'
import type { ChartResult } from '../result/chart-result.ts'
import { namesAxis, valueAxis } from './cartesian-axes.ts'
import { cartesianConfigOf, cartesianData, dimensionColors, type CartesianData } from './cartesian-series.ts'
import { gridOf, legendOf, type Option } from './chart-frame.ts'
import { markLinesOf } from './mark-lines.ts'
import { themes, type ChartTheme } from './palette.ts'
import { seriesOption, stackLabels, unendedLines } from './series-option.ts'
import { isFullStack, stacked } from './stacking.ts'
import { axisTooltip, pointTooltip } from './tooltips.ts'

/** Options of bar, line, area, scatter and mixed charts. `width` in CSS pixels. */
export function cartesianOption(document: ChartDocument, result: ChartResult, look: { theme: ChartTheme; width: number }): Option {
  const { theme, width } = look
  const { locale } = result
  const config = cartesianConfigOf(document)
  const data = cartesianData(document, result)
  const series = stacked(config, data.series)
  const xItem = result.fields[data.xField]
  const flip = config.layout.flipAxes === true
  const isNumeric = data.series.length > 0 && data.series.every(({ settings }) => settings.type === 'scatter') && isNumericItem(xItem)
  const xName = xItem === undefined ? undefined : getItemLabel(xItem)
  const names = isNumeric
    ? valueAxis({
        settings: config.eChartsConfig.xAxis?.[0],
        item: xItem,
        name: xName,
        theme,
        locale,
        side: flip ? 'left' : 'below',
        showGrid: config.layout.showGridX === true,
        isFree: true,
      })
    : namesAxis(config, data, { theme, flip, width, item: xItem })
  const values = valueAxes({ config, data, result, theme, flip })
  const legend = legendOf(config.eChartsConfig.legend, { show: config.eChartsConfig.legend?.show ?? series.length > 1, theme })
  const [beside, below] = flip ? [[names], values] : [values, [names]]
  const marks = markLinesOf(config, data, { theme, flip, isNumeric })
  const valueColors = dimensionColors(xItem)
  return {
    ...(data.omitted === 0 ? {} : { title: omittedNote(data, theme, locale) }),
    grid: gridOf(config.eChartsConfig.grid, { legend, hasXName: below.some(hasName), hasYName: beside.some(hasName) }),
    legend: { ...legend, data: series.map(({ name }) => name) },
    xAxis: below,
    yAxis: beside,
    tooltip: isNumeric ? pointTooltip(data, result) : axisTooltip(data, series, result),
    series: [
      ...series.map((each, place) => {
        const source = data.series[place]
        return seriesOption(each, {
          data,
          item: result.fields[each.fieldId],
          theme,
          locale,
          flip,
          isNumeric,
          valueColors,
          markLine: source === undefined ? undefined : marks.get(source),
        })
      }),
      ...unendedLines(series, { data, theme, flip }),
      ...stackLabels(series, { theme, flip, locale, itemOf: (fieldId) => result.fields[fieldId] }),
    ],
  }
}

/** Nothing is left out in silence. */
const omittedNote = ({ omitted }: CartesianData, theme: ChartTheme, locale = 'en-US'): Option => ({
  subtext: wordsOf(locale).notDrawn(omitted, omitted.toLocaleString(locale)),
  right: 8,
  bottom: 0,
  padding: 0,
  subtextStyle: { color: themes[theme].muted },
})

const hasName = (axis: Option): boolean => axis['name'] !== undefined

type Axes = { config: CartesianConfig; data: CartesianData; result: ChartResult; theme: ChartTheme; flip: boolean }

/** One axis of numbers, or two when series stand on the right one. Named after the field when it shows only one. */
function valueAxes({ config, data, result, theme, flip }: Axes): Option[] {
  const hasSecond = data.series.some(({ settings }) => settings.yAxisIndex === 1)
  return [0, ...(hasSecond ? [1] : [])].map((index) => {
    const shown = [...new Set(data.series.filter(({ settings }) => (settings.yAxisIndex ?? 0) === index).map(({ fieldId }) => fieldId))]
    const item = result.fields[shown[0] ?? '']
    return {
      ...valueAxis({
        settings: config.eChartsConfig.yAxis?.[index],
        item,
        name: shown.length === 1 && item !== undefined ? getItemLabel(item) : undefined,
        theme,
        locale: result.locale,
        side: flip ? 'below' : index === 1 ? 'right' : 'left',
        showGrid: index === 0 && config.layout.showGridY !== false,
        isShare: isFullStack(config),
        hasRoom: flip && data.series.some(({ settings }) => settings.label?.show === true || settings.stackLabel?.show === true),
        isFree: data.series.length > 0 && data.series.every(({ settings }) => settings.type === 'scatter'),
      }),
      ...(flip && index === 1 ? { position: 'top' } : {}),
    }
  })
}

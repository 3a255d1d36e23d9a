import type { CartesianConfig } from '../chart/chart-document.ts'
import { momentOf } from '../result/chart-result.ts'
import type { CartesianData, DrawnSeries } from './cartesian-series.ts'
import type { Option } from './chart-frame.ts'
import { safeColor } from './colors.ts'
import { themes, type ChartTheme } from './palette.ts'

type Look = { theme: ChartTheme; flip: boolean; /** The x axis is one of numbers. */ isNumeric: boolean }

/**
 * Reference lines, each at the first shown series it was written for (else at the first of all). Only place, name and
 * colour are taken. A line at a value that is not on the axis is left out.
 */
export function markLinesOf(config: CartesianConfig, data: CartesianData, look: Look): Map<DrawnSeries, Option> {
  const lines = new Map<DrawnSeries, Option[]>()
  for (const settings of config.eChartsConfig.series ?? []) {
    const target =
      data.series.find((series) => series.settings === settings) ?? data.series.find(({ fieldId }) => fieldId === settings.encode.yRef.field) ?? data.series[0]
    if (target === undefined) continue
    const drawn = (settings.markLine?.data ?? []).flatMap((line): Option[] => {
      const found = lineOf(line, data, look)
      return found === undefined ? [] : [found]
    })
    if (drawn.length > 0) lines.set(target, [...(lines.get(target) ?? []), ...drawn])
  }
  const { muted, text } = themes[look.theme]
  return new Map(
    [...lines].map(([series, drawn]) => [
      series,
      {
        symbol: 'none',
        animation: false,
        silent: true,
        data: drawn,
        lineStyle: { color: muted, type: 'dashed', width: 2 },
        label: { color: text, formatter: '{b}' },
      },
    ]),
  )
}

function lineOf(line: Option, data: CartesianData, { flip, isNumeric }: Look): Option | undefined {
  const color = safeColor((line['lineStyle'] as { color?: unknown } | undefined)?.color)
  const position = (line['label'] as { position?: unknown } | undefined)?.position
  const given = line['yAxis'] ?? line['xAxis']
  const isOnY = line['yAxis'] !== undefined
  const isOnNames = !isOnY && !isNumeric
  const place = isOnNames ? placeOnNames(given, data) : numeric(given)
  const label =
    typeof line['name'] === 'string' && line['name'] !== ''
      ? line['name']
      : line['dynamicValue'] === 'average'
        ? 'Average'
        : ((isOnNames ? data.names[place ?? -1] : undefined) ?? String(given))
  const style = {
    name: label,
    ...(color === undefined ? {} : { lineStyle: { color } }),
    ...(['start', 'middle', 'end'].includes(String(position)) ? { label: { position } } : {}),
  }
  if (line['dynamicValue'] === 'average' || line['type'] === 'average') return { ...style, type: 'average' }
  return place === undefined ? undefined : { ...style, [isOnY === flip ? 'xAxis' : 'yAxis']: place }
}

function numeric(given: unknown): number | undefined {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The place of a value on an axis of names: by the value, by its text, or by its moment. */
function placeOnNames(given: unknown, { categories }: CartesianData): number | undefined {
  const moment = momentOf({ raw: given, formatted: '' })
  const place = categories.findIndex(
    (cell) => String(cell.raw) === String(given) || cell.formatted === String(given) || (moment !== null && momentOf(cell) === moment),
  )
  return place === -1 ? undefined : place
}

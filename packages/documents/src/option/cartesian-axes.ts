import { getItemLabel, type Item } from '@atrium/semantic'
import type { CartesianConfig } from '../chart/chart-document.ts'
import { axisNumber } from './axis-number.ts'
import { shareText } from './share-text.ts'
import type { CartesianData } from './cartesian-series.ts'
import type { Option } from './chart-frame.ts'
import { themes, type ChartTheme } from './palette.ts'

type Settings = NonNullable<CartesianConfig['eChartsConfig']['xAxis']>[number]
type Side = 'below' | 'left' | 'right'

/** An axis of names, in the order of the data. Beside the chart (flipped) the first name is on top. */
export function namesAxis(
  config: CartesianConfig,
  data: CartesianData,
  look: { theme: ChartTheme; flip: boolean; width: number; item: Item | undefined },
): Option {
  const { theme, flip, width, item } = look
  const own = config.eChartsConfig.xAxis?.[0]
  const tokens = themes[theme]
  return {
    type: 'category',
    data: data.names,
    // A name can be clicked, as marks can.
    triggerEvent: true,
    inverse: (own?.inverse ?? false) !== flip,
    ...nameOf(own?.name ?? (item === undefined ? undefined : getItemLabel(item)), theme, flip ? 'left' : 'below', (own?.inverse ?? false) !== flip),
    axisLabel: {
      color: tokens.muted,
      hideOverlap: true,
      width: Math.max(60, Math.min(160, width / 4)),
      overflow: 'truncate',
      ...(own?.rotate === undefined ? {} : { rotate: Math.min(Math.abs(own.rotate), 90) }),
    },
    axisLine: { lineStyle: { color: tokens.line } },
    axisTick: { show: false },
    splitLine: { show: config.layout.showGridX === true, lineStyle: { color: tokens.split } },
  }
}

type ValueAxis = {
  settings: Settings | undefined
  item: Item | undefined
  name: string | undefined
  theme: ChartTheme
  locale: string | undefined
  side: Side
  showGrid: boolean
  isShare?: boolean
  isFree?: boolean
  hasRoom?: boolean
}

/** An axis of numbers. `isShare`: 0 to 100 %. `isFree`: it need not begin at zero. `hasRoom`: for labels beyond the bars. */
export function valueAxis({ settings, item, name, theme, locale, side, showGrid, isShare = false, isFree = false, hasRoom = false }: ValueAxis): Option {
  const tokens = themes[theme]
  const min = boundOf(settings?.min, settings?.minOffset, -1)
  const max = boundOf(settings?.max, settings?.maxOffset, 1)
  return {
    type: 'value',
    position: side === 'below' ? 'bottom' : side,
    inverse: settings?.inverse ?? false,
    ...(isShare ? { max: 100 } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(isFree ? { scale: true } : {}),
    ...nameOf(settings?.name ?? name, theme, side, settings?.inverse ?? false),
    ...(hasRoom ? { boundaryGap: [0, '20%'] } : {}),
    axisLabel: {
      color: tokens.muted,
      hideOverlap: true,
      formatter: (value: number) => (isShare ? shareText(value, locale, 0) : axisNumber(item, value, locale)),
      ...(settings?.rotate === undefined ? {} : { rotate: Math.min(Math.abs(settings.rotate), 90) }),
    },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: showGrid, lineStyle: { color: tokens.split } },
  }
}

type Bound = number | ((extent: { min: number; max: number }) => number)

/** An end of an axis: a number, or as many percent beyond the data as the offset says. */
function boundOf(text: string | undefined, offset: string | undefined, direction: 1 | -1): Bound | undefined {
  const fixed = numeric(text)
  if (fixed !== undefined) return fixed
  const percent = numeric(offset)
  if (percent === undefined) return undefined
  return ({ min, max }) => (direction === 1 ? max + ((max - min) * percent) / 100 : min - ((max - min) * percent) / 100)
}

function numeric(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function nameOf(name: string | undefined, theme: ChartTheme, side: Side, isInverse: boolean): Option {
  if (name === undefined || name === '') return {}
  const style = { color: themes[theme].muted }
  if (side === 'below') return { name, nameLocation: 'middle', nameGap: 30, nameTextStyle: style }
  // Above its axis, so that it is read without turning one's head; a reversed axis starts there.
  return { name, nameLocation: isInverse ? 'start' : 'end', nameGap: 12, nameTextStyle: { ...style, align: side } }
}

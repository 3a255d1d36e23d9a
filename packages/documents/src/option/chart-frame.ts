import { themes, type ChartTheme } from './palette.ts'

export type Option = Record<string, unknown>

const places = ['left', 'right', 'top', 'bottom', 'width', 'height'] as const
const icons = ['circle', 'rect', 'roundRect', 'triangle', 'diamond', 'pin', 'arrow', 'none']

const isPlace = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^([\d.]+%?|[\d.]+px|auto|left|center|right|top|middle|bottom)$/.test(value))

const placesOf = (given: Option | undefined): Option => Object.fromEntries(places.flatMap((key) => (isPlace(given?.[key]) ? [[key, given?.[key]]] : [])))

/** A legend: only where it stands and its shape are taken from the document, never texts, images or functions. */
export function legendOf(given: Option | undefined, { show, theme }: { show: boolean; theme: ChartTheme }): Option {
  const { text, muted } = themes[theme]
  const isVertical = given?.['orient'] === 'vertical'
  return {
    show,
    type: given?.['type'] === 'plain' ? 'plain' : 'scroll',
    orient: isVertical ? 'vertical' : 'horizontal',
    ...(isVertical ? { right: 8, top: 'middle' } : { top: 4 }),
    ...placesOf(given),
    ...(icons.includes(String(given?.['icon'])) ? { icon: given?.['icon'] } : {}),
    ...(['auto', 'left', 'right'].includes(String(given?.['align'])) ? { align: given?.['align'] } : {}),
    textStyle: { color: text, ...(isVertical ? { width: 120, overflow: 'truncate' } : {}) },
    pageTextStyle: { color: muted },
    pageIconColor: muted,
    pageIconInactiveColor: themes[theme].split,
    inactiveColor: themes[theme].line,
  }
}

/** The drawing area: room for legend and axis names, unless the document places it. */
export function gridOf(given: Option | undefined, { legend, hasXName, hasYName }: { legend: Option; hasXName: boolean; hasYName: boolean }): Option {
  const isRight = legend['show'] === true && legend['orient'] === 'vertical'
  const isAbove = legend['show'] === true && !isRight && legend['bottom'] === undefined
  const isBelow = legend['show'] === true && !isRight && legend['bottom'] !== undefined
  return {
    left: 12,
    right: isRight ? 170 : 20,
    top: (isAbove ? 40 : 16) + (hasYName ? 20 : 8),
    bottom: 12 + (hasXName ? 24 : 0) + (isBelow ? 28 : 0),
    ...placesOf(given),
    containLabel: true,
  }
}

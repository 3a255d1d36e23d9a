import type { CartesianConfig } from '../chart/chart-document.ts'
import type { DrawnSeries } from './cartesian-series.ts'

/** A series with its stack's name, and the values as they are drawn: shares in percent where stacks fill the whole. */
export type StackedSeries = DrawnSeries & { stack: string | undefined; drawn: (number | null)[] }

/** True when stacks are drawn as shares of 100 %. */
export const isFullStack = ({ layout }: CartesianConfig): boolean => layout['stack'] === 'stack100'

/** Which series stand on each other, and how high they are drawn. */
export function stacked(config: CartesianConfig, series: readonly DrawnSeries[]): StackedSeries[] {
  const isAll = isFullStack(config) || config.layout['stack'] === 'stack'
  const stackOf = ({ settings }: DrawnSeries): string | undefined => settings.stack ?? (isAll && settings.type !== 'scatter' ? 'all' : undefined)
  if (!isFullStack(config)) return series.map((each) => ({ ...each, stack: stackOf(each), drawn: each.values }))
  const totals = stackTotals(
    series.map((each) => ({ ...each, stack: stackOf(each), drawn: each.values })),
    Math.abs,
  )
  return series.map((each) => {
    const stack = stackOf(each)
    const total = totals.get(keyOf(stack, each))
    const drawn =
      stack === undefined ? each.values : each.values.map((value, place) => (value === null || !total?.[place] ? null : (100 * value) / total[place]))
    return { ...each, stack, drawn }
  })
}

/** Sums of the values of each stack, place by place; `size` says what counts of a value. */
export function stackTotals(series: readonly StackedSeries[], size: (value: number) => number = (value) => value): Map<string, number[]> {
  const totals = new Map<string, number[]>()
  for (const each of series) {
    if (each.stack === undefined) continue
    const key = keyOf(each.stack, each)
    const sums = totals.get(key) ?? each.values.map(() => 0)
    totals.set(
      key,
      sums.map((sum, place) => sum + size(each.values[place] ?? 0)),
    )
  }
  return totals
}

/** Stacks of the two axes are different stacks. */
export const keyOf = (stack: string | undefined, { settings }: DrawnSeries): string => `${settings.yAxisIndex ?? 0} ${stack ?? ''}`

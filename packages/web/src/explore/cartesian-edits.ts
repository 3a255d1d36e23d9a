import type { CartesianConfig, CartesianSeries } from '@atrium/documents'
import type { FieldId } from '@atrium/semantic'

type Axis = NonNullable<CartesianConfig['eChartsConfig']['xAxis']>[number]

/** Another field along the x axis. */
export function withX(config: CartesianConfig, xField: FieldId): CartesianConfig {
  const series = config.eChartsConfig.series?.map((each) => ({ ...each, encode: { ...each.encode, xRef: { field: xField } } }))
  return { ...config, layout: { ...config.layout, xField }, eChartsConfig: { ...config.eChartsConfig, ...(series === undefined ? {} : { series }) } }
}

/** These value fields, each as a series: known ones keep their settings, new ones look like the first. */
export function withY(config: CartesianConfig, yField: readonly FieldId[]): CartesianConfig {
  const before = config.eChartsConfig.series ?? []
  const [model] = before
  const series = yField.flatMap((field): CartesianSeries[] => {
    const known = before.filter(({ encode }) => encode.yRef.field === field)
    if (known.length > 0) return known
    return [
      {
        type: model?.type ?? 'bar',
        encode: { xRef: { field: config.layout.xField ?? field }, yRef: { field } },
        ...(model?.areaStyle === undefined ? {} : { areaStyle: model.areaStyle }),
        ...(model?.stack === undefined ? {} : { stack: model.stack }),
      },
    ]
  })
  return { ...config, layout: { ...config.layout, yField: [...yField] }, eChartsConfig: { ...config.eChartsConfig, series } }
}

const stackName = 'all'

export type Stacking = 'none' | 'stacked' | 'stacked100'

/** Whether series stand on each other, and whether they fill the whole. */
export function stackingOf({ layout, eChartsConfig }: CartesianConfig): Stacking {
  if (layout['stack'] === 'stack100') return 'stacked100'
  return layout['stack'] === 'stack' || (eChartsConfig.series ?? []).some(({ stack }) => stack !== undefined) ? 'stacked' : 'none'
}

/** Series side by side, on each other, or as shares of 100 %. */
export function withStacking(config: CartesianConfig, stacking: Stacking): CartesianConfig {
  const { stack: _, ...layout } = config.layout
  const series = config.eChartsConfig.series?.map(({ stack: _before, ...each }): CartesianSeries =>
    stacking === 'none' ? each : { ...each, stack: stackName },
  )
  return {
    ...config,
    layout: stacking === 'stacked100' ? { ...layout, stack: 'stack100' } : layout,
    eChartsConfig: { ...config.eChartsConfig, ...(series === undefined ? {} : { series }) },
  }
}

/** One series changed; `undefined` takes a setting back to its default. */
export function withSeries(
  config: CartesianConfig,
  index: number,
  change: { [Key in keyof CartesianSeries]?: CartesianSeries[Key] | undefined },
): CartesianConfig {
  const series = (config.eChartsConfig.series ?? []).map((each, place) =>
    place === index ? (withoutUndefined({ ...each, ...change }) as CartesianSeries) : each,
  )
  return { ...config, eChartsConfig: { ...config.eChartsConfig, series } }
}

/** One axis changed; `undefined` takes a setting back to its default. */
export function withAxis(config: CartesianConfig, axis: 'xAxis' | 'yAxis', index: number, change: Partial<Record<keyof Axis, unknown>>): CartesianConfig {
  const before = config.eChartsConfig[axis] ?? []
  const axes = Array.from({ length: Math.max(before.length, index + 1) }, (_, place): Axis => before[place] ?? {})
  return { ...config, eChartsConfig: { ...config.eChartsConfig, [axis]: axes.with(index, withoutUndefined({ ...axes[index], ...change }) as Axis) } }
}

export type ReferenceLine = { uuid: string; name?: string; axis: 'x' | 'y'; value: string }

/** Reference lines of a chart: they are kept at its first series. */
export function referenceLinesOf(config: CartesianConfig): ReferenceLine[] {
  return (config.eChartsConfig.series ?? []).flatMap(({ markLine }) =>
    (markLine?.data ?? []).flatMap((line): ReferenceLine[] => {
      const { uuid, name, xAxis, yAxis } = line as { uuid?: string; name?: string; xAxis?: string; yAxis?: string }
      const value = yAxis ?? xAxis
      if (uuid === undefined || value === undefined) return []
      return [{ uuid, ...(name === undefined ? {} : { name }), axis: yAxis === undefined ? 'x' : 'y', value: String(value) }]
    }),
  )
}

/** The chart with these reference lines. */
export function withReferenceLines(config: CartesianConfig, lines: readonly ReferenceLine[]): CartesianConfig {
  const data = lines.map(({ uuid, name, axis, value }) => ({
    uuid,
    ...(name === undefined ? {} : { name }),
    ...(axis === 'y' ? { yAxis: value } : { xAxis: value }),
  }))
  const series = (config.eChartsConfig.series ?? []).map(({ markLine: _, ...each }, index): CartesianSeries =>
    index === 0 && data.length > 0 ? { ...each, markLine: { data } } : each,
  )
  return { ...config, eChartsConfig: { ...config.eChartsConfig, series } }
}

const withoutUndefined = (value: object): object => Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined))

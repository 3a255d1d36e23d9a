import { formatItemValue, getItemLabel } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import type { ChartResult } from '../result/chart-result.ts'
import { wordsOf } from '../words/words-of.ts'
import { cartesianData } from './cartesian-series.ts'
import { funnelParts } from './funnel-option.ts'
import { pieParts } from './pie-option.ts'

/** The marks of a drawing as they are walked by key: by series, and in each from its first place to its last. */
export type ChartWalk = {
  /** Places of each series, in the order of the option that `buildChartOption` makes. */
  places: number[]
  /** What stands there: "Mar 2026: Revenue $1,200, 3 of 12". */
  textAt(seriesIndex: number, dataIndex: number): string
}

/** The way through a chart; null for one that is no drawing, or has no marks. */
export function chartWalk(document: ChartDocument, result: ChartResult): ChartWalk | null {
  const walk = walkOf(document, result)
  return walk !== null && walk.places.some((count) => count > 0) ? walk : null
}

function walkOf(document: ChartDocument, result: ChartResult): ChartWalk | null {
  const words = wordsOf(result.locale)
  switch (document.chartConfig.type) {
    case 'cartesian': {
      const { names, series } = cartesianData(document, result)
      return {
        places: series.map(({ values }) => values.length),
        textAt(seriesIndex, dataIndex) {
          const { fieldId = '', name = '', values = [] } = series[seriesIndex] ?? {}
          const item = result.fields[fieldId]
          const value = values[dataIndex] ?? null
          const label = series.length > 1 ? name : item === undefined ? fieldId : getItemLabel(item)
          const written = value === null ? words.noValue : formatItemValue(item, value, undefined, result.locale)
          return words.point({ at: names[dataIndex] ?? '', what: `${label} ${written}`, place: dataIndex + 1, count: values.length })
        },
      }
    }
    case 'pie':
    case 'funnel': {
      const parts = document.chartConfig.type === 'pie' ? pieParts(document, result).parts : funnelParts(document, result)
      return {
        places: [parts.length],
        textAt: (_, dataIndex) =>
          words.point({ at: parts[dataIndex]?.name ?? '', what: parts[dataIndex]?.formatted ?? '', place: dataIndex + 1, count: parts.length }),
      }
    }
    case 'table':
    case 'big_number':
    case 'custom':
      return null
  }
}

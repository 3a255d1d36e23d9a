import type { ChartWalk } from '@atrium/documents'

/** A mark of a drawing. */
export type Mark = { seriesIndex: number; dataIndex: number }

/**
 * The mark that a key leads to: along a series with left and right, to its ends with Home and End, to the series above
 * and below with up and down. The first one for any of these when there is none yet; null for other keys.
 */
export function nextMark(key: string, mark: Mark | null, { places }: Pick<ChartWalk, 'places'>): Mark | null {
  if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)) return null
  const drawn = places.flatMap((count, seriesIndex) => (count > 0 ? [seriesIndex] : []))
  const [first] = drawn
  if (first === undefined) return null
  if (mark === null) return { seriesIndex: first, dataIndex: 0 }
  const last = (places[mark.seriesIndex] ?? 1) - 1
  const other = (step: 1 | -1): Mark => {
    const seriesIndex = drawn[drawn.indexOf(mark.seriesIndex) + step] ?? mark.seriesIndex
    return { seriesIndex, dataIndex: Math.min(mark.dataIndex, (places[seriesIndex] ?? 1) - 1) }
  }
  switch (key) {
    case 'ArrowLeft':
      return { ...mark, dataIndex: Math.max(0, mark.dataIndex - 1) }
    case 'ArrowRight':
      return { ...mark, dataIndex: Math.min(last, mark.dataIndex + 1) }
    case 'ArrowUp':
      return other(-1)
    case 'ArrowDown':
      return other(1)
    case 'Home':
      return { ...mark, dataIndex: 0 }
    default:
      return { ...mark, dataIndex: last }
  }
}

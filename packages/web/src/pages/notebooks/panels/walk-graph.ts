import type { Placed } from './lay-out-graph.ts'

/** The cell to which a key leads in the drawing: to its side in its row, up and down to the nearest of the next one. Undefined: the key leads nowhere. */
export function walkGraph(places: readonly Placed[], from: Placed, key: string): Placed | undefined {
  switch (key) {
    case 'ArrowLeft':
      return places.find(({ row, column }) => row === from.row && column === from.column - 1)
    case 'ArrowRight':
      return places.find(({ row, column }) => row === from.row && column === from.column + 1)
    case 'ArrowUp':
      return nearestIn(places, from, from.row - 1)
    case 'ArrowDown':
      return nearestIn(places, from, from.row + 1)
    case 'Home':
      return places.find(({ row, column }) => row === 0 && column === 0)
    case 'End':
      return places.reduce((last, place) => (place.row > last.row || (place.row === last.row && place.column > last.column) ? place : last), from)
    default:
      return undefined
  }
}

function nearestIn(places: readonly Placed[], from: Placed, wanted: number): Placed | undefined {
  const beside = places.filter(({ row }) => row === wanted)
  return beside.toSorted((a, b) => Math.abs(a.column - from.column) - Math.abs(b.column - from.column))[0]
}

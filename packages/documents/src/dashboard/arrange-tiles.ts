/** The grid of a dashboard: 36 columns, rows of 50 px, tiles fall up until they meet another one. */
export const gridColumns = 36

/** Where something stands on the grid, in columns and rows. */
export type TilePlace = { uuid: string; x: number; y: number; w: number; h: number }

const overlapsSideways = (a: TilePlace, b: TilePlace): boolean => a.x < b.x + b.w && b.x < a.x + a.w
const collides = (a: TilePlace, b: TilePlace): boolean => overlapsSideways(a, b) && a.y < b.y + b.h && b.y < a.y + a.h

/** Reading order: top to bottom, then left to right. Also the order on a phone, where tiles stand in one column. */
export const phoneOrder = <T extends TilePlace>(tiles: readonly T[]): T[] => tiles.toSorted((a, b) => a.y - b.y || a.x - b.x)

/** The same tiles without gaps above them and without overlaps, in reading order. `first` wins a place wanted by two. */
export function compactTiles<T extends TilePlace>(tiles: readonly T[], first?: string): T[] {
  const ordered = tiles.toSorted((a, b) => a.y - b.y || Number(b.uuid === first) - Number(a.uuid === first) || a.x - b.x)
  const placed: T[] = []
  for (const tile of ordered) {
    const w = Math.min(Math.max(1, tile.w), gridColumns)
    const x = Math.min(Math.max(0, tile.x), gridColumns - w)
    let y = 0
    const at = (): TilePlace => ({ ...tile, x, y, w })
    // Below everything that stands in its columns and came before it: tiles fall up, but never past one another.
    for (const other of placed) if (overlapsSideways(at(), other)) y = Math.max(y, other.y + other.h)
    placed.push(tile.x === x && tile.y === y && tile.w === w ? tile : { ...tile, x, y, w })
  }
  return phoneOrder(placed)
}

/** One step by keyboard. Sideways by a column; up and down past the neighbour there. */
export type TileStep = { move: 'left' | 'right' | 'up' | 'down' } | { grow: 'wider' | 'narrower' | 'taller' | 'lower' }

/** All tiles after one of them made a step; the same tiles when there is no room for it. */
export function stepTile<T extends TilePlace>(tiles: readonly T[], uuid: string, step: TileStep): T[] {
  const compact = compactTiles(tiles)
  const tile = compact.find((each) => each.uuid === uuid)
  if (tile === undefined) return compact
  const change = 'move' in step ? moved(compact, tile, step.move) : grown(tile, step.grow)
  return compactTiles(
    compact.map((each) => (each.uuid === uuid ? { ...each, ...change } : each)),
    uuid,
  )
}

function moved(tiles: readonly TilePlace[], tile: TilePlace, to: 'left' | 'right' | 'up' | 'down'): Partial<TilePlace> {
  const inColumns = tiles.filter((other) => other.uuid !== tile.uuid && overlapsSideways(tile, other))
  switch (to) {
    case 'left':
      return { x: Math.max(0, tile.x - 1) }
    case 'right':
      return { x: Math.min(gridColumns - tile.w, tile.x + 1) }
    case 'up': {
      const above = inColumns.filter((other) => other.y < tile.y).map((other) => other.y)
      return above.length === 0 ? {} : { y: Math.max(...above) }
    }
    case 'down': {
      const below = inColumns.filter((other) => other.y > tile.y).map((other) => other.y)
      return below.length === 0 ? {} : { y: Math.min(...below) + 1 }
    }
  }
}

function grown(tile: TilePlace, how: 'wider' | 'narrower' | 'taller' | 'lower'): Partial<TilePlace> {
  switch (how) {
    case 'wider':
      return { w: Math.min(gridColumns - tile.x, tile.w + 1) }
    case 'narrower':
      return { w: Math.max(3, tile.w - 1) }
    case 'taller':
      return { h: tile.h + 1 }
    case 'lower':
      return { h: Math.max(1, tile.h - 1) }
  }
}

/** The first place, reading, where something of this size fits without moving anything. */
export function nextFreePosition(tiles: readonly TilePlace[], size: { w: number; h: number }): { x: number; y: number } {
  const w = Math.min(size.w, gridColumns)
  const rows = [...new Set([0, ...tiles.map((tile) => tile.y + tile.h)])].toSorted((a, b) => a - b)
  for (const y of rows) {
    const columns = [...new Set([0, ...tiles.map((tile) => tile.x + tile.w)])].filter((x) => x + w <= gridColumns).toSorted((a, b) => a - b)
    const x = columns.find((column) => !tiles.some((tile) => collides({ uuid: '', x: column, y, w, h: size.h }, tile)))
    if (x !== undefined) return { x, y }
  }
  return { x: 0, y: rows.at(-1) ?? 0 }
}

import type { DashboardTile } from '@atrium/documents'

/** What a tile is called: its own title, the name of its chart, or `fallback`. */
export function tileName(tile: DashboardTile, fallback: string): string {
  const { title } = tile.properties
  if (title !== undefined && title !== '') return title
  const chart = tile.properties['chartName']
  return typeof chart === 'string' && chart !== '' ? chart : fallback
}

/** Height of a tile in pixels: rows of 50 px with 10 px between them. */
export const tileHeight = (rows: number): number => rows * 50 + (rows - 1) * 10

/** Height that is left for a tile's content. */
export const contentHeight = (rows: number, hasTitle: boolean): number => Math.max(40, tileHeight(rows) - (hasTitle ? 36 : 8) - 10)

import { gridColumns } from '../dashboard/arrange-tiles.ts'

type Place = { x: number | undefined; y: number | undefined; w: number | undefined; h: number | undefined }

const within = (value: number, least: number, most: number): number => Math.min(Math.max(Math.round(value), least), most)

/** A place on another tool's grid, on this one. */
export function placeOn(
  grid: { columns: number; /** Rows of this grid that a row there is high. */ rowHeight: number },
  { x = 0, y = 0, w = grid.columns, h = 6 }: Place,
): { x: number; y: number; w: number; h: number } {
  const scale = gridColumns / grid.columns
  const left = within(x * scale, 0, gridColumns - 1)
  return { x: left, y: within(y * grid.rowHeight, 0, 10_000), w: within(w * scale, 1, gridColumns - left), h: within(h * grid.rowHeight, 1, 1000) }
}

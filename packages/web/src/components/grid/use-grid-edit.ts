import { compactTiles, gridColumns, stepTile, type TilePlace, type TileStep } from '@atrium/documents'
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'

type Drag = { uuid: string; kind: 'move' | 'size'; startX: number; startY: number }
type DragHandlers = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
  onPointerUp: () => void
  onPointerCancel: () => void
}

type GridEdit<T> = {
  /** Of the grid: how wide a column is. */
  grid: RefObject<HTMLDivElement | null>
  /** Where everything stands, also while it is dragged. */
  placed: readonly T[]
  /** Of the handle of a tile: dragged by pointer, stepped with the arrow keys, with Shift resized. */
  handle: (uuid: string) => DragHandlers & { onKeyDown: (event: KeyboardEvent) => void }
  /** Of the corner by which a tile is resized. */
  sizer: (uuid: string) => DragHandlers
}

const rowPixels = 60

const stepOf: Record<string, { plain: TileStep; shift: TileStep }> = {
  ArrowLeft: { plain: { move: 'left' }, shift: { grow: 'narrower' } },
  ArrowRight: { plain: { move: 'right' }, shift: { grow: 'wider' } },
  ArrowUp: { plain: { move: 'up' }, shift: { grow: 'lower' } },
  ArrowDown: { plain: { move: 'down' }, shift: { grow: 'taller' } },
}

/** Arranges tiles on the grid of 36 columns. `onPlace` is told of those that stand elsewhere, once it is done. */
export function useGridEdit<T extends TilePlace>(tiles: readonly T[], onPlace: (places: TilePlace[]) => void): GridEdit<T> {
  const grid = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag | null>(null)
  const [preview, setPreview] = useState<T[] | null>(null)
  const compact = useMemo(() => compactTiles(tiles), [tiles])

  const place = (next: readonly T[]): void => {
    const before = new Map(tiles.map((tile) => [tile.uuid, tile]))
    const moved = next.filter(({ uuid, x, y, w, h }) => {
      const old = before.get(uuid)
      return old === undefined || old.x !== x || old.y !== y || old.w !== w || old.h !== h
    })
    if (moved.length > 0) onPlace(moved.map(({ uuid, x, y, w, h }) => ({ uuid, x, y, w, h })))
  }
  const onKey = (uuid: string, event: KeyboardEvent): void => {
    const step = stepOf[event.key]
    if (step === undefined) return
    event.preventDefault()
    place(stepTile(tiles, uuid, event.shiftKey ? step.shift : step.plain))
  }
  const start = (uuid: string, kind: Drag['kind']) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { uuid, kind, startX: event.clientX, startY: event.clientY }
  }
  const onMove = (event: PointerEvent<HTMLElement>): void => {
    const now = drag.current
    if (now === null || grid.current === null) return
    const columns = Math.round((event.clientX - now.startX) / (grid.current.clientWidth / gridColumns))
    const rows = Math.round((event.clientY - now.startY) / rowPixels)
    const next = compact.map((tile) => {
      if (tile.uuid !== now.uuid) return tile
      if (now.kind === 'size') return { ...tile, w: Math.min(gridColumns - tile.x, Math.max(3, tile.w + columns)), h: Math.max(1, tile.h + rows) }
      return { ...tile, x: Math.min(gridColumns - tile.w, Math.max(0, tile.x + columns)), y: Math.max(0, tile.y + rows) }
    })
    setPreview(compactTiles(next, now.uuid))
  }
  const giveUp = (): void => {
    drag.current = null
    setPreview(null)
  }
  const finish = (): void => {
    if (drag.current !== null && preview !== null) place(preview)
    giveUp()
  }
  const handlers = (uuid: string, kind: Drag['kind']): DragHandlers => ({
    onPointerDown: start(uuid, kind),
    onPointerMove: onMove,
    onPointerUp: finish,
    onPointerCancel: giveUp,
  })
  return {
    grid,
    placed: preview ?? compact,
    handle: (uuid) => ({ ...handlers(uuid, 'move'), onKeyDown: (event) => onKey(uuid, event) }),
    sizer: (uuid) => handlers(uuid, 'size'),
  }
}

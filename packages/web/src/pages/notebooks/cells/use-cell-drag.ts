import { useState, type DragEvent } from 'react'
import type { NotebookActions } from '../notebook-context.ts'

const kind = 'application/x-atrium-cell'

/** Dragging of a cell by its handle, and dropping of another one before or behind it. */
export function useCellDrag(id: string, actions: NotebookActions) {
  const [side, setSide] = useState<'before' | 'after'>()
  const isCell = (event: DragEvent): boolean => event.dataTransfer.types.includes(kind)
  const sideOf = (event: DragEvent<HTMLElement>): 'before' | 'after' => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    return event.clientY < top + height / 2 ? 'before' : 'after'
  }
  return {
    side,
    grip: {
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.dataTransfer.setData(kind, id)
        event.dataTransfer.effectAllowed = 'move'
        const card = event.currentTarget.closest('[data-cell]')
        if (card !== null) event.dataTransfer.setDragImage(card, 12, 12)
      },
    },
    card: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!isCell(event)) return
        event.preventDefault()
        setSide(sideOf(event))
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setSide(undefined)
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        setSide(undefined)
        if (!isCell(event)) return
        event.preventDefault()
        actions.drop(event.dataTransfer.getData(kind), { cellId: id, isBefore: sideOf(event) === 'before' })
      },
    },
  }
}

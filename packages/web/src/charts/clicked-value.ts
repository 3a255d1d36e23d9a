import type { ChartPointSource } from '@atrium/documents'

/** Where in the window something was clicked (pixels), and how: with ⌘ or Ctrl to add it, with Alt to leave it out. */
export type ClickHow = { x: number; y: number; isAdded: boolean; isExcluded: boolean }

/** A value of a chart that was clicked, whatever kind of chart it is. */
export type ClickedValue = ChartPointSource & ClickHow

type MouseLike = Pick<MouseEvent, 'clientX' | 'clientY' | 'metaKey' | 'ctrlKey' | 'altKey'>

export const howOf = ({ clientX, clientY, metaKey, ctrlKey, altKey }: MouseLike): ClickHow => ({
  x: clientX,
  y: clientY,
  isAdded: metaKey || ctrlKey,
  isExcluded: altKey,
})

import type { AppElement } from '@atrium/documents'
import type { CSSProperties } from 'react'
import { tileHeight } from '../../../dashboard/tile-name.ts'

/** Where an element stands on the grid, and how high it is where there is no grid. */
export const elementStyle = ({ x, y, w, h }: AppElement): CSSProperties =>
  ({ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}`, '--tile-height': `${tileHeight(h)}px` }) as CSSProperties

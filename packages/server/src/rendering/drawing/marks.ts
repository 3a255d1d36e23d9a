import { themes } from '@atrium/documents'
import { fitted } from './text-lines.ts'
import type { Weight } from './fonts.ts'

/** What a drawing consists of; `y` of texts is where they stand on. */
export type Mark =
  | { kind: 'text'; x: number; y: number; text: string; size: number; weight: Weight; color: string }
  | { kind: 'box'; x: number; y: number; width: number; height: number; fill?: string; stroke?: string; radius?: number }
  /** Another drawing of this size, as SVG. */
  | { kind: 'svg'; x: number; y: number; width: number; height: number; svg: string }

/** Something that is not torn apart, from its own corner. */
export type Piece = { height: number; marks: readonly Mark[] }

/** Paper is light. */
export const ink = { ...themes.light, failure: '#b3261e', warning: '#9a5300', band: '#f5f6f8' } as const

export const moved = (marks: readonly Mark[], dx: number, dy: number): Mark[] => marks.map((mark) => ({ ...mark, x: mark.x + dx, y: mark.y + dy }))

type Written = { text: string; size: number; width: number; weight?: Weight; color?: string; x?: number }

/** One line of text, cut to its width. */
export function lineOf({ text, size, width, weight = 400, color = ink.text, x = 0 }: Written): Piece {
  const height = Math.ceil(size * 1.5)
  return { height, marks: [{ kind: 'text', x, y: baseline(size), text: fitted(text, { size, weight, width }), size, weight, color }] }
}

/** Where letters stand in a line of their size. */
export const baseline = (size: number): number => Math.ceil(size * 1.5) * 0.5 + size * 0.36

export const gap = (height: number): Piece => ({ height, marks: [] })

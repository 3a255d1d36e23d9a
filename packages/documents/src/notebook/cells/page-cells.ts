import { z } from 'zod'
import { cellShape } from './names.ts'
import { source } from './query-cells.ts'

/** Markdown; `{{ name }}` in it stands for the value of an input or of a cell of code. */
export const textCell = z.object({ kind: z.literal('text'), ...cellShape, markdown: source })

/** Begins a part of the page; other cells say that they lie in it. */
export const sectionCell = z.object({ kind: z.literal('section'), id: cellShape.id, title: z.string().max(300), isCollapsed: cellShape.isCollapsed })

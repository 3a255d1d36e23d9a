import { z } from 'zod'

/**
 * What a value or result may be called: a name that SQL, templates, JavaScript and Python all read without quotes. One that
 * begins with an underscore would be private to a cell of code.
 */
export const cellName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/, 'A name begins with a letter and has letters, digits and underscores, 63 at most')

/** What a cell is known by as long as it lives; files and layouts point at it. */
export const cellId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'A cell id has letters, digits, dashes and underscores, 64 at most')

/** Names are one however they are written: to SQL they are. */
export const sameName = (name: string): string => name.toLowerCase()

/** What every cell has. */
export const cellShape = {
  id: cellId,
  /** Shown above the cell; of an input its label. */
  title: z.string().max(300).optional(),
  /** The section cell that it lies in. */
  sectionId: cellId.optional(),
  /** True: runs only when somebody asks for this very cell, or for all of them. */
  isManual: z.boolean().optional(),
  /** True: what it is made of is folded away. */
  isCollapsed: z.boolean().optional(),
}

/** A column of a result. */
export const columnName = z.string().min(1, 'A column is needed').max(1000)

/** One value. */
export const scalar = z.union([z.string().max(10_000), z.number(), z.boolean()])
export type Scalar = z.infer<typeof scalar>

const reference = /^\{\{\s*([A-Za-z_]\w*)\s*\}\}$/

/** The name that a value of a filter or setting stands for: `{{ name }}`, and nothing beside it. */
export const variableOf = (value: unknown): string | undefined => (typeof value === 'string' ? reference.exec(value.trim())?.[1] : undefined)

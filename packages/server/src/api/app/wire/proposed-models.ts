import { z } from 'zod'
import type { TableModel } from '../../../domain/develop/plan-table-models.ts'
import { problem } from './models.ts'

const proposedJoin = z.object({
  id: z.string(),
  columns: z.array(z.string()),
  /** Where they lead: a table, its columns, and its model. */
  table: z.string(),
  references: z.array(z.string()),
  model: z.string(),
  relationship: z.enum(['one-to-one', 'one-to-many', 'many-to-one', 'many-to-many']),
  /** The table declares it, or the name of a column suggests it. */
  origin: z.enum(['foreign_key', 'name']),
  isLeftOut: z.boolean(),
})

/** A model file that is proposed for a table. */
export const proposedFile = z.object({
  path: z.string(),
  text: z.string(),
  table: z.string(),
  model: z.string(),
  joins: z.array(proposedJoin),
  problems: z.array(problem),
  takenBy: z.string().nullable(),
})

export const toProposedFile = ({ path, text, table, model, joins, problems, takenBy }: TableModel): z.infer<typeof proposedFile> => ({
  path,
  text,
  table,
  model,
  joins: joins.map((join) => ({
    id: join.id,
    columns: [...join.columns],
    table: join.table,
    references: [...join.references],
    model: join.model,
    relationship: join.relationship,
    origin: join.origin,
    isLeftOut: join.isLeftOut,
  })),
  problems,
  takenBy,
})

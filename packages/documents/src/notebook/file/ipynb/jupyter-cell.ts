import { z } from 'zod'
import { source as boundedSource } from '../../cells/query-cells.ts'

const source = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]).pipe(boundedSource)

/** A cell of a notebook of Jupyter, as far as it is read. */
export const jupyterCell = z.looseObject({
  cell_type: z.string(),
  id: z.unknown().optional(),
  source,
  metadata: z.looseObject({}).optional(),
  attachments: z.unknown().optional(),
  outputs: z.array(z.unknown()).optional(),
})
export type JupyterCell = z.infer<typeof jupyterCell>

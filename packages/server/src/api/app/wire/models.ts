import { z } from 'zod'

export const inProject = z.object({ projectUuid: z.string() })

/** Something wrong in a model file. */
export const problem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  file: z.string(),
  line: z.number(),
  column: z.number(),
  message: z.string(),
  hint: z.string(),
  model: z.string().optional(),
})

/** What came of compiling a project. */
export const compileOutcome = z.object({ revision: z.string(), changed: z.boolean(), explores: z.number(), broken: z.number(), problems: z.number() })

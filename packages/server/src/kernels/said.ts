import { z } from 'zod'

/** What a sandbox says, read as the word of a stranger: code may have said it instead of us. */
const text = z.string()
const part = z.int().min(0).max(4096)
const name = z.string().max(200)

const error = z.object({
  code: z.enum(['syntax', 'failed', 'unknown_name', 'undefined_name', 'not_shareable', 'memory']),
  message: z.string().max(10_000),
  line: z.int().min(1).max(10_000_000).nullable(),
})
const defined = z.union([
  z.strictObject({ name, table: part }),
  z.strictObject({ name, withheld: z.string().max(2000) }),
  z.strictObject({ name, value: z.unknown() }),
])

export const saidSchema = z.union([
  z.strictObject({ is: z.literal('ready') }),
  z.strictObject({ is: z.literal('snapshot') }),
  z.strictObject({ is: z.literal('crashed'), message: z.string().max(2000) }),
  z.strictObject({ is: z.literal('text'), text, cut: z.boolean().optional() }),
  z.strictObject({ is: z.literal('display'), text }),
  z.strictObject({ is: z.literal('display'), table: part }),
  z.strictObject({ is: z.literal('display'), value: z.unknown() }),
  z.strictObject({ is: z.literal('call'), call: z.int().min(1), what: z.enum(['sql', 'input']), text: z.string().max(1_000_000) }),
  z.strictObject({ is: z.literal('done'), defined: z.array(defined).max(4096), error: error.nullable() }),
])

export type SandboxSaid = z.infer<typeof saidSchema>

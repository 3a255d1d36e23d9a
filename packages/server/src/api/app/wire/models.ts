import { z } from 'zod'
import type { UsedContent } from '../../../domain/content/content-using.ts'

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

const named = z.object({ uuid: z.string(), name: z.string() })

/** Content that would miss something, and how many people looked at it lately. */
export const usedContent = z.object({ charts: z.array(named), dashboards: z.array(named), endpoints: z.array(named), hidden: z.number(), viewers: z.number() })

/** What a change of model files takes along. */
export const modelImpact = usedContent.extend({
  lost: z.array(z.object({ name: z.string(), label: z.string() })),
  problems: z.array(problem),
})

/** Explores and fields that would not work any more with a draft of a model file, and who uses them. */
export const lostNames = usedContent.extend({ explores: z.array(z.string()), fields: z.array(z.string()) })

/** Ids are called `uuid` outside. */
export const toUsedContent = <T extends UsedContent>({
  charts,
  dashboards,
  endpoints,
  ...rest
}: T): Omit<T, 'charts' | 'dashboards' | 'endpoints'> & Pick<z.infer<typeof modelImpact>, 'charts' | 'dashboards' | 'endpoints'> => ({
  ...rest,
  charts: charts.map(({ id, name }) => ({ uuid: id, name })),
  dashboards: dashboards.map(({ id, name }) => ({ uuid: id, name })),
  endpoints: endpoints.map(({ id, name }) => ({ uuid: id, name })),
})

import { variableValueSchema } from '@atrium/documents'
import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { mustBeGiven } from '../../../domain/endpoints/bind-values.ts'
import { listEndpoints } from '../../../domain/endpoints/get-endpoint.ts'
import { runEndpoint } from '../../../domain/endpoints/run-endpoint.ts'
import { variablesOf } from '../../../domain/endpoints/variables-of.ts'
import { AppError } from '../../../platform/errors.ts'
import { reads, tool, type AnyTool } from '../tool.ts'
import { answerText, answerWire, toAnswer } from '../wire/answer.ts'
import { inProject, projectOf } from '../wire/project.ts'

/** Endpoints of one list, of 500 characters and some variables each. */
const most = 50

export const endpointTools: readonly AnyTool[] = [
  tool({
    name: 'list_endpoints',
    title: 'List endpoints',
    description: 'Questions that people saved for programs, by name, with the variables that they take. Run one with run_endpoint.',
    input: z.strictObject({ ...inProject, search: z.string().max(200).optional().describe('Words in the name or the description') }),
    output: z.object({
      endpoints: z.array(
        z.object({
          name: z.string(),
          description: z.string(),
          version: z.number().int(),
          versionNames: z.array(z.string()),
          variables: z.array(z.object({ name: z.string(), type: z.string(), isNeeded: z.boolean().describe('Unless the project has a default for it') })),
        }),
      ),
      total: z.number().int(),
      notes: z.array(z.string()),
    }),
    annotations: reads,
    async run(ctx, { project: named, search = '' }) {
      const { id: projectId } = await projectOf(ctx, named)
      const words = search.toLowerCase().split(/\s+/)
      const all = await perform(listEndpoints, ctx, { projectId, isActive: true })
      const endpoints = all.filter(({ slug, description }) => words.every((word) => `${slug} ${description ?? ''}`.toLowerCase().includes(word)))
      return {
        endpoints: endpoints.slice(0, most).map(({ slug, description, spec }) => ({
          name: slug,
          description: (description ?? '').slice(0, 500),
          version: spec.version,
          versionNames: Object.keys(spec.aliases),
          variables: variablesOf(spec.query).map((variable) => ({ name: variable.name, type: variable.type, isNeeded: mustBeGiven(variable, new Map()) })),
        })),
        total: endpoints.length,
        notes: endpoints.length > most ? [`Only ${most} of ${endpoints.length} are shown. Search by words of their names.`] : [],
      }
    },
  }),
  tool({
    name: 'run_endpoint',
    title: 'Run an endpoint',
    description: 'Answers a saved question with values for its variables, under your own row rules.',
    input: z.strictObject({
      ...inProject,
      name: z.string().min(1).max(200),
      variables: z.record(z.string(), variableValueSchema).default({}),
      version: z
        .union([z.number().int().min(1), z.string().max(100)])
        .optional()
        .describe('A number or the name of a version; the newest when left out'),
    }),
    output: answerWire.extend({ name: z.string(), version: z.number().int() }),
    annotations: reads,
    async run(ctx, { project: named, name, variables, version }) {
      const { id: projectId, timezone } = await projectOf(ctx, named)
      const { outcome, ...answered } = await perform(runEndpoint, ctx, { projectId, name, variables, ...present({ version }) })
      if (outcome.kind !== 'answered') throw new AppError('unavailable', 'The answer is still being read.', { retryAfterSeconds: 5 })
      return { ...toAnswer(outcome.result, timezone), name: answered.name, version: answered.version.number }
    },
    text: answerText,
  }),
]

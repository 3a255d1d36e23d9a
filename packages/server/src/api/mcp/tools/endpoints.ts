import { variableValueSchema, type EndpointQuery } from '@atrium/documents'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listEndpoints } from '../../../domain/endpoints/get-endpoint.ts'
import { runEndpoint } from '../../../domain/endpoints/run-endpoint.ts'
import { AppError } from '../../../platform/errors.ts'
import { present } from '../../present.ts'
import { reads, tool, type AnyTool } from '../tool.ts'
import { answerText, answerWire, toAnswer } from '../wire/answer.ts'
import { inProject, projectOf } from '../wire/project.ts'

const most = 200

const variablesOf = (query: EndpointQuery) =>
  query.kind === 'insight' ? [] : query.variables.map(({ name, type, value }) => ({ name, type, hasDefault: value !== undefined }))

export const endpointTools: readonly AnyTool[] = [
  tool({
    name: 'list_endpoints',
    title: 'List endpoints',
    description: 'Questions that people saved for programs, by name, with the variables that they take. Run one with run_endpoint.',
    input: z.object({ ...inProject }),
    output: z.object({
      endpoints: z.array(
        z.object({
          name: z.string(),
          description: z.string(),
          version: z.number().int(),
          versionNames: z.array(z.string()),
          variables: z.array(z.object({ name: z.string(), type: z.string(), hasDefault: z.boolean() })),
        }),
      ),
      total: z.number().int(),
    }),
    annotations: reads,
    async run(ctx, { project: named }) {
      const { id: projectId } = await projectOf(ctx, named)
      const endpoints = await perform(listEndpoints, ctx, { projectId, isActive: true })
      return {
        endpoints: endpoints.slice(0, most).map(({ slug, description, spec }) => ({
          name: slug,
          description: (description ?? '').slice(0, 500),
          version: spec.version,
          versionNames: Object.keys(spec.aliases),
          variables: variablesOf(spec.query),
        })),
        total: endpoints.length,
      }
    },
  }),
  tool({
    name: 'run_endpoint',
    title: 'Run an endpoint',
    description: 'Answers a saved question with values for its variables, under your own row rules.',
    input: z.object({
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

import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { compileProject } from '../../../domain/projects/compile-project.ts'
import { listProblems } from '../../../domain/projects/list-problems.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'

const inProject = z.object({ projectUuid: z.string() })

const problem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  file: z.string(),
  line: z.number(),
  column: z.number(),
  message: z.string(),
  hint: z.string(),
  model: z.string().optional(),
})

export const projectRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListModelProblems',
    method: 'get',
    path: '/api/v1/app/projects/:projectUuid/problems',
    summary: 'What is wrong in the model files, with file, line and the fix',
    tags: ['Models'],
    auth: 'user',
    params: inProject,
    responses: answers(z.object({ revision: z.string(), compiledAt: z.string(), problems: z.array(problem) }), 'The problems of the model that serves'),
    handle: (ctx: RequestCtx, { params }) => perform(listProblems, ctx, { projectId: params.projectUuid }),
  }),
  route({
    operationId: 'CompileModels',
    method: 'post',
    path: '/api/v1/app/projects/:projectUuid/compile',
    summary: 'Reads the model folder again and makes it the model that serves',
    tags: ['Models'],
    auth: 'user',
    params: inProject,
    responses: answers(
      z.object({ revision: z.string(), changed: z.boolean(), explores: z.number(), broken: z.number(), problems: z.number() }),
      'What came of it',
    ),
    handle: (ctx: RequestCtx, { params }) => perform(compileProject, ctx, { projectId: params.projectUuid }),
  }),
]

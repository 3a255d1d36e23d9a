import { isTimeZone, present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getHome } from '../../../domain/content/get-home.ts'
import { compileProject } from '../../../domain/projects/compile-project.ts'
import { listProblems } from '../../../domain/projects/list-problems.ts'
import { updateProjectSettings } from '../../../domain/projects/update-project-settings.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { homeItem, toHomeItem } from '../wire/home.ts'
import { compileOutcome, inProject, problem } from '../wire/models.ts'

export const projectRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetHome',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/home',
    summary: 'What a person may want to open first',
    tags: ['Home'],
    auth: 'user',
    params: inProject,
    responses: answers(
      z.object({
        pinned: z.array(homeItem),
        favourites: z.array(homeItem),
        viewed: z.array(homeItem.extend({ viewedAt: z.string() })),
        recent: z.array(homeItem),
        dashboards: z.array(homeItem),
        charts: z.array(homeItem),
      }),
      'The home page',
    ),
    async handle(ctx: RequestCtx, { params }) {
      const { viewed, ...home } = await perform(getHome, ctx, { projectId: params.projectUuid })
      return {
        pinned: home.pinned.map(toHomeItem),
        favourites: home.favourites.map(toHomeItem),
        viewed: viewed.map((item) => ({ ...toHomeItem(item), viewedAt: item.viewedAt.toISOString() })),
        recent: home.recent.map(toHomeItem),
        dashboards: home.dashboards.map(toHomeItem),
        charts: home.charts.map(toHomeItem),
      }
    },
  }),
  route({
    operationId: 'ListModelProblems',
    method: 'get',
    path: '/api/v1/app/problems/:projectUuid',
    summary: 'What is wrong in the model files, with file, line and the fix',
    tags: ['Models'],
    auth: 'user',
    params: inProject,
    responses: answers(z.array(problem), 'The problems of the model that serves'),
    handle: async (ctx: RequestCtx, { params }) => [...(await perform(listProblems, ctx, { projectId: params.projectUuid }))],
  }),
  route({
    operationId: 'UpdateProjectSettings',
    method: 'put',
    path: '/api/v1/app/project-settings/:projectUuid',
    summary: 'Changes name, time zone, first day of the week or first month of the fiscal year, and compiles the models with them',
    tags: ['Projects'],
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({
      name: z.string().trim().min(1).max(255).optional(),
      timezone: z.string().max(100).refine(isTimeZone, 'is not a time zone; use an IANA name such as Europe/Berlin').optional(),
      startOfWeek: z.number().int().min(0).max(6).nullable().optional(),
      fiscalYearStart: z.number().int().min(1).max(12).optional(),
    }),
    responses: answers(compileOutcome, 'What came of it'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(updateProjectSettings, ctx, { projectId: params.projectUuid, settings: present(body) })
      return perform(compileProject, ctx, { projectId: params.projectUuid })
    },
  }),
  route({
    operationId: 'CompileModels',
    method: 'post',
    path: '/api/v1/app/compile/:projectUuid',
    summary: 'Reads the model folder again and makes it the model that serves',
    tags: ['Models'],
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    responses: answers(compileOutcome, 'What came of it'),
    handle: (ctx: RequestCtx, { params }) => perform(compileProject, ctx, { projectId: params.projectUuid }),
  }),
]

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getAppProfile } from '../../../domain/apps/profiles/get-app-profile.ts'
import { cancelAppRun } from '../../../domain/apps/runs/cancel-app-run.ts'
import { getAppRun, listAppRuns } from '../../../domain/apps/runs/get-app-runs.ts'
import { startAppRun } from '../../../domain/apps/runs/start-app-run.ts'
import type { AppRun } from '../../../domain/apps/runs/types.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asProjectSeen } from '../as-seen.ts'
import { originOf } from '../origin.ts'
import { answers } from '../wire/answers.ts'
import { wholeNumber } from '../wire/lenient.ts'
import { listedTriggers, runWire, startedWire, stateOf, statuses, toNotification, toRun, triggers } from '../wire/run.ts'
import { runProject, toStart } from '../wire/run-request.ts'
import { ofProject } from './projects.ts'

const tags = ['Hex']
const ofRun = ofProject.extend({ runId: z.string() })
/** Of a run that was only tried. */
const noRun = '00000000-0000-0000-0000-000000000000'

/** Where people look at a run, and where programs ask for it. */
const runPage = (origin: string, projectId: string, appId: string, runId: string): string => `${origin}/p/${projectId}/apps/${appId}/runs/${runId}`
const statusPage = (origin: string, appId: string, runId: string): string => `${origin}/api/v1/projects/${appId}/runs/${runId}`

const told = (ctx: RequestCtx, request: FastifyRequest, run: AppRun) =>
  toRun(run, {
    runUrl: runPage(originOf(ctx, request), run.projectId, run.appId, run.id),
    traceId: ctx.requestId,
    now: new Date(ctx.clock.now()),
    withEvents: request.headers['enable-expanded-stats'] === 'true',
  })

type Generation = {
  /** Of the paths of 2022: clients in use call no others. */
  isLegacy: boolean
  all: string
  start: string
  one: string
}

const generations: readonly Generation[] = [
  { isLegacy: false, all: '/api/v1/projects/:projectUuid/runs', start: '/api/v1/projects/:projectUuid/runs', one: '/api/v1/projects/:projectUuid/runs/:runId' },
  { isLegacy: true, all: '/api/v1/project/:projectUuid/runs', start: '/api/v1/project/:projectUuid/run', one: '/api/v1/project/:projectUuid/run/:runId' },
]

const runRoutesOf = ({ isLegacy, all, start, one }: Generation): AnyRoute<RequestCtx>[] => {
  const named = (operation: string): string => `Hex${operation}${isLegacy ? 'Legacy' : ''}`
  return [
    route({
      operationId: named('RunProject'),
      method: 'post',
      path: start,
      summary: 'Has an app run as it is published, with inputs or a saved view; `dryRun` only checks',
      tags,
      auth: 'user',
      limit: 'hex_run',
      params: ofProject,
      body: runProject,
      responses: answers(startedWire, 'It will run: ask for its status', 201),
      handle: (ctx: RequestCtx, { params: { projectUuid }, body, request }) =>
        asProjectSeen(ctx, projectUuid, async () => {
          const origin = originOf(ctx, request)
          const { notebook } = await perform(getAppProfile, ctx, { idOrSlug: projectUuid, withSharing: false })
          const { run, revision, notices } = await perform(startAppRun, ctx, toStart(notebook.id, body))
          const runId = run?.id ?? noRun
          return new Answer({
            status: 201,
            results: {
              projectId: notebook.id,
              runId,
              runUrl: runPage(origin, notebook.projectId, notebook.id, runId),
              runStatusUrl: statusPage(origin, notebook.id, runId),
              traceId: ctx.requestId,
              projectVersion: revision,
              notifications: notices.map(toNotification),
            },
          })
        }),
    }),
    route({
      operationId: named('GetProjectRuns'),
      method: 'get',
      path: all,
      summary: isLegacy ? 'Runs of an app that programs began, newest first' : 'Runs of an app, newest first: all for its editors, their own for others',
      tags,
      auth: 'user',
      params: ofProject,
      query: z.object({
        limit: wholeNumber(1, 100).default(25),
        offset: wholeNumber(0, 1_000_000).default(0),
        statusFilter: z.enum(statuses).optional(),
        /** The paths of before had runs that programs began, and no filter. */
        runTriggerFilter: z.enum(['API', 'SCHEDULED', 'APP_REFRESH', 'ALL']).default('ALL'),
      }),
      responses: answers(
        z.object({ runs: z.array(runWire), nextPage: z.url().nullable(), previousPage: z.url().nullable(), traceId: z.string() }),
        'A page of them',
      ),
      handle: (ctx: RequestCtx, { params: { projectUuid }, query: { limit, offset, statusFilter, runTriggerFilter }, request }) =>
        asProjectSeen(ctx, projectUuid, async () => {
          const { notebook } = await perform(getAppProfile, ctx, { idOrSlug: projectUuid, withSharing: false })
          const { runs, hasMore } = await perform(listAppRuns, ctx, {
            idOrSlug: notebook.id,
            limit,
            offset,
            triggers: isLegacy ? [triggers.API] : runTriggerFilter === 'ALL' ? listedTriggers : [triggers[runTriggerFilter]],
            ...(statusFilter === undefined ? {} : { states: [stateOf(statusFilter)] }),
          })
          const pageAt = (from: number): string => {
            const there = new URL(request.url, originOf(ctx, request))
            there.searchParams.set('limit', String(limit))
            there.searchParams.set('offset', String(from))
            return there.href
          }
          return {
            runs: runs.map((run) => told(ctx, request, run)),
            nextPage: hasMore ? pageAt(offset + limit) : null,
            previousPage: offset > 0 ? pageAt(Math.max(0, offset - limit)) : null,
            traceId: ctx.requestId,
          }
        }),
    }),
    route({
      operationId: named('GetRunStatus'),
      method: 'get',
      path: one,
      summary: 'Where a run stands; the header `enable-expanded-stats: true` adds since when',
      tags,
      auth: 'user',
      params: ofRun,
      responses: answers(runWire, 'The run'),
      handle: (ctx: RequestCtx, { params: { projectUuid, runId }, request }) =>
        asProjectSeen(ctx, projectUuid, async () => told(ctx, request, await perform(getAppRun, ctx, { idOrSlug: projectUuid, runId }))),
    }),
    route({
      operationId: named('CancelRun'),
      method: 'delete',
      path: one,
      summary: 'Ends a run; one that has ended is refused',
      tags,
      auth: 'user',
      params: ofRun,
      responses: answers(null, 'It ends', 204),
      handle: (ctx: RequestCtx, { params: { projectUuid, runId } }) =>
        asProjectSeen(ctx, projectUuid, async () => {
          await perform(cancelAppRun, ctx, { idOrSlug: projectUuid, runId })
          return new Answer({ status: 204 })
        }),
    }),
  ]
}

export const runRoutes = generations.flatMap(runRoutesOf)

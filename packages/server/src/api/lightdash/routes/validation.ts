import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { validationTargets } from '../../../domain/projects/validation-run.ts'
import { dismissFindings } from '../../../domain/validation/dismiss-findings.ts'
import { listFindings } from '../../../domain/validation/list-findings.ts'
import { startValidation } from '../../../domain/validation/start-validation.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { findingWire, toFinding } from '../wire/validation.ts'
import { inProject } from './projects.ts'

const tags = ['Validation']

export const validationRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ValidateProject',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/validate',
    summary: 'Looks in the background for what content refers to and the model does not have; with `explores`, against these instead of those that serve',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({ explores: z.array(z.unknown()).nullish(), validationTargets: z.array(z.enum(validationTargets)).max(100).nullish() }),
    responses: answers(z.object({ jobId: z.string() }), 'The job to watch'),
    async handle(ctx: RequestCtx, { params, body: { explores, validationTargets: targets } }) {
      const { runId } = await perform(startValidation, ctx, {
        projectId: params.projectUuid,
        targets: targets === undefined || targets === null || targets.length === 0 ? null : [...new Set(targets)],
        explores: explores ?? null,
      })
      return { jobId: runId }
    },
  }),
  route({
    operationId: 'GetLatestValidationResults',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/validate',
    summary: 'What the latest validation found, or that of one job',
    tags,
    auth: 'user',
    params: inProject,
    // `fromSettings` says which page asks: there is nothing to do with it.
    query: z.object({ fromSettings: z.enum(['true', 'false']).optional(), jobId: z.string().max(100).optional() }),
    responses: answers(z.array(findingWire), 'What is broken'),
    async handle(ctx: RequestCtx, { params, query }) {
      const findings = await perform(listFindings, ctx, { projectId: params.projectUuid, ...(query.jobId === undefined ? {} : { runId: query.jobId }) })
      return findings.map((finding) => toFinding(params.projectUuid, finding))
    },
  }),
  route({
    operationId: 'DeleteValidationDismiss',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/validate/:validationId',
    summary: 'Takes a finding off the list until the next validation',
    tags,
    auth: 'user',
    params: inProject.extend({ validationId: z.coerce.number().int() }),
    responses: answers(null, 'It is off the list'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(dismissFindings, ctx, { projectId: params.projectUuid, numbers: [params.validationId] })
    },
  }),
]

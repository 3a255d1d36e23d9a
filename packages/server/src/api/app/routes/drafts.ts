import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { discardChartDraft, discardDashboardDraft } from '../../../domain/content/drafts/discard-draft.ts'
import { getChartDraft, getDashboardDraft } from '../../../domain/content/drafts/get-draft.ts'
import { publishChartDraft, publishDashboardDraft } from '../../../domain/content/drafts/publish-draft.ts'
import { saveChartDraft, saveDashboardDraft } from '../../../domain/content/drafts/save-draft.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { draftStateWire, savedDraftWire, toDraftState, toSavedDraft } from '../wire/drafts.ts'

const tags = ['Drafts']
const ofKind = z.object({ kind: z.enum(['charts', 'dashboards']), contentUuid: z.string() })
const path = '/api/v1/app/drafts/:kind/:contentUuid'

/** What editors of charts and dashboards have changed and not published. */
export const draftRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetDraft',
    method: 'get',
    path,
    summary: 'The draft of a chart or dashboard, with its steps, and what is published beside it',
    tags,
    auth: 'user',
    params: ofKind,
    responses: answers(draftStateWire, 'The draft, or null'),
    async handle(ctx: RequestCtx, { params }) {
      const key = { idOrSlug: params.contentUuid }
      return toDraftState(params.kind === 'charts' ? await perform(getChartDraft, ctx, key) : await perform(getDashboardDraft, ctx, key))
    },
  }),
  route({
    operationId: 'SaveDraft',
    method: 'put',
    path,
    summary: 'Saves a draft whole; one that somebody else saved since is not overwritten',
    tags,
    auth: 'user',
    params: ofKind,
    body: z.object({
      /** What exactly it may hold is checked as for a version. */
      document: z.looseObject({}),
      undo: z.array(z.array(z.unknown())).default([]),
      redo: z.array(z.array(z.unknown())).default([]),
      version: z.string().nullable(),
      baseVersion: z.number().int(),
    }),
    responses: answers(savedDraftWire, 'The version that the next save names'),
    async handle(ctx: RequestCtx, { params, body: { baseVersion, ...draft } }) {
      const input = { idOrSlug: params.contentUuid, baseRevision: baseVersion, ...draft }
      return toSavedDraft(params.kind === 'charts' ? await perform(saveChartDraft, ctx, input) : await perform(saveDashboardDraft, ctx, input))
    },
  }),
  route({
    operationId: 'DiscardDraft',
    method: 'delete',
    path,
    summary: 'Takes a draft away; what is published stays',
    tags,
    auth: 'user',
    params: ofKind,
    query: z.object({ version: z.string() }),
    responses: answers(null, 'There is no draft'),
    async handle(ctx: RequestCtx, { params, query }) {
      await perform(params.kind === 'charts' ? discardChartDraft : discardDashboardDraft, ctx, { idOrSlug: params.contentUuid, version: query.version })
    },
  }),
  route({
    operationId: 'PublishDraft',
    method: 'post',
    path: `${path}/publish`,
    summary: 'Makes a draft the newest version, which everybody sees',
    tags,
    auth: 'user',
    params: ofKind,
    body: z.object({
      version: z.string(),
      /** The published version that the draft was compared with. */
      publishedVersion: z.number().int(),
      message: z.string().trim().min(1).max(1000).optional(),
    }),
    responses: answers(z.object({ publishedVersion: z.number() }), 'The number of the published version'),
    async handle(ctx: RequestCtx, { params, body: { version, publishedVersion, message } }) {
      const input = { idOrSlug: params.contentUuid, version, publishedRevision: publishedVersion, ...(message === undefined ? {} : { message }) }
      const { revision } = await perform(params.kind === 'charts' ? publishChartDraft : publishDashboardDraft, ctx, input)
      return { publishedVersion: revision }
    },
  }),
]

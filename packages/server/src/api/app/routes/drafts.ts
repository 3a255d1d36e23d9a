import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { discardNotebookDraft, getNotebookDraft, saveNotebookDraft } from '../../../domain/apps/drafts/notebook-drafts.ts'
import { discardChartDraft, discardDashboardDraft, discardSqlChartDraft } from '../../../domain/content/drafts/discard-draft.ts'
import { getChartDraft, getDashboardDraft, getSqlChartDraft } from '../../../domain/content/drafts/get-draft.ts'
import { publishChartDraft, publishDashboardDraft, publishSqlChartDraft } from '../../../domain/content/drafts/publish-draft.ts'
import { saveChartDraft, saveDashboardDraft, saveSqlChartDraft } from '../../../domain/content/drafts/save-draft.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { draftStateWire, savedDraftWire, toDraftState, toSavedDraft } from '../wire/drafts.ts'

const tags = ['Drafts']
const ofKind = z.object({ kind: z.enum(['charts', 'dashboards', 'sql-charts', 'apps']), contentUuid: z.string() })
/** Notebooks are published in a way of their own. */
const ofPublished = ofKind.extend({ kind: ofKind.shape.kind.exclude(['apps']) })
const path = '/api/v1/app/drafts/:kind/:contentUuid'

const discardOf = { charts: discardChartDraft, dashboards: discardDashboardDraft, 'sql-charts': discardSqlChartDraft, apps: discardNotebookDraft }
const publishOf = { charts: publishChartDraft, dashboards: publishDashboardDraft, 'sql-charts': publishSqlChartDraft }

/** What editors of charts, SQL charts, dashboards and notebooks have changed and not published. */
export const draftRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetDraft',
    method: 'get',
    path,
    summary: 'The draft of a chart, SQL chart, dashboard or notebook, with its steps, and what is published beside it',
    tags,
    auth: 'user',
    params: ofKind,
    responses: answers(draftStateWire, 'The draft, or null'),
    async handle(ctx: RequestCtx, { params }) {
      const key = { idOrSlug: params.contentUuid }
      switch (params.kind) {
        case 'charts':
          return toDraftState(await perform(getChartDraft, ctx, key))
        case 'sql-charts':
          return toDraftState(await perform(getSqlChartDraft, ctx, key))
        case 'dashboards':
          return toDraftState(await perform(getDashboardDraft, ctx, key))
        case 'apps':
          return toDraftState(await perform(getNotebookDraft, ctx, key))
      }
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
      switch (params.kind) {
        case 'charts':
          return toSavedDraft(await perform(saveChartDraft, ctx, input))
        case 'sql-charts':
          return toSavedDraft(await perform(saveSqlChartDraft, ctx, input))
        case 'dashboards':
          return toSavedDraft(await perform(saveDashboardDraft, ctx, input))
        case 'apps':
          return toSavedDraft(await perform(saveNotebookDraft, ctx, input))
      }
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
      await perform(discardOf[params.kind], ctx, { idOrSlug: params.contentUuid, version: query.version })
    },
  }),
  route({
    operationId: 'PublishDraft',
    method: 'post',
    path: `${path}/publish`,
    summary: 'Makes a draft the newest version, which everybody sees',
    tags,
    auth: 'user',
    params: ofPublished,
    body: z.object({
      version: z.string(),
      /** The published version that the draft was compared with. */
      publishedVersion: z.number().int(),
      message: z.string().trim().min(1).max(1000).optional(),
    }),
    responses: answers(z.object({ publishedVersion: z.number() }), 'The number of the published version'),
    async handle(ctx: RequestCtx, { params, body: { version, publishedVersion, message } }) {
      const input = { idOrSlug: params.contentUuid, version, publishedRevision: publishedVersion, ...(message === undefined ? {} : { message }) }
      const { revision } = await perform(publishOf[params.kind], ctx, input)
      return { publishedVersion: revision }
    },
  }),
]

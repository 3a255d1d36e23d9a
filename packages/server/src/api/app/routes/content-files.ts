import { contentKinds } from '@atrium/documents'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { exportContent } from '../../../domain/content-files/export-content.ts'
import { exportForHashboard } from '../../../domain/content-files/export-hashboard.ts'
import { pushContent } from '../../../domain/content-files/push-content.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject, problem } from '../wire/models.ts'

const tags = ['Content files']
const kind = z.enum(contentKinds)
const slug = z.string().max(200)

const file = z.object({ path: z.string(), kind, slug, name: z.string(), uuid: z.string(), text: z.string() })

const outcome = z.object({
  changes: z.array(
    z.object({
      action: z.enum(['create', 'update', 'unchanged', 'delete']),
      kind,
      slug,
      name: z.string(),
      path: z.string().nullable(),
      /** Texts of what changes; null where there is none. */
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  problems: z.array(problem),
  notes: z.array(problem),
  version: z.string(),
  applied: z.boolean(),
})

/** Content as files of YAML, out and in. */
export const contentFileRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ExportContentFiles',
    method: 'get',
    path: '/api/v1/app/content-files/:projectUuid',
    summary: 'Spaces, charts, SQL charts, dashboards, endpoints and notebooks that the caller may see, as files; `kind` and `slug` narrow it',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ kind: kind.optional(), slug: slug.optional() }),
    responses: answers(z.object({ files: z.array(file) }), 'The files, by path'),
    async handle(ctx: RequestCtx, { params, query }) {
      const files = await perform(exportContent, ctx, {
        projectId: params.projectUuid,
        ...(query.kind === undefined ? {} : { kind: query.kind }),
        ...(query.slug === undefined ? {} : { slug: query.slug }),
      })
      return { files: files.map(({ id, ...rest }) => ({ ...rest, uuid: id })) }
    },
  }),
  route({
    operationId: 'ExportHashboardFiles',
    method: 'get',
    path: '/api/v1/app/content-files/:projectUuid/hashboard',
    summary: 'Models, charts and dashboards that the caller may see, as files of Hashboard data as code',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.object({ files: z.array(z.object({ path: z.string(), text: z.string() })) }), 'The files, by path'),
    handle: (ctx: RequestCtx, { params }) => perform(exportForHashboard, ctx, { projectId: params.projectUuid }),
  }),
  route({
    operationId: 'PushContentFiles',
    method: 'post',
    path: '/api/v1/app/content-files/:projectUuid',
    summary: 'Makes the content of a project what files say: all of it or nothing; `dryRun` only answers the plan',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({
      files: z.array(z.object({ path: z.string().min(1).max(1000), text: z.string() })).max(10_000),
      /** Whether content that no file holds is deleted. */
      deletes: z.boolean().default(false),
      dryRun: z.boolean().default(false),
      expectedVersion: z.string().max(100).optional(),
    }),
    responses: answers(outcome, 'What changes, or what keeps it from changing'),
    async handle(ctx: RequestCtx, { params, body: { expectedVersion, ...body } }) {
      const { changes, problems, notes, ...rest } = await pushContent(ctx, {
        projectId: params.projectUuid,
        ...body,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })
      return {
        ...rest,
        problems: [...problems],
        notes: [...notes],
        changes: changes.map((change) => (change.action === 'unchanged' ? { ...change, before: null, after: null } : change)),
      }
    },
  }),
]

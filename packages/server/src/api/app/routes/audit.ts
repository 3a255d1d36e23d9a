import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { auditFacets, exportAudit, listAudit } from '../../../domain/audit/read-audit.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { auditCsv, auditEntry, auditFilter, auditNdjson, toAuditEntry, toAuditFilter } from '../wire/audit.ts'

const tags = ['Audit']
const person = z.object({ uuid: z.string(), name: z.string().nullable(), email: z.string().nullable() })
const named = z.object({ uuid: z.string(), name: z.string().nullable() })

export const auditRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListAudit',
    method: 'get',
    path: '/api/v1/app/audit',
    summary: 'The audit log of the organization, newest first; for its administrators',
    tags,
    auth: 'user',
    query: auditFilter.extend({
      before: z
        .string()
        .regex(/^\d{1,18}$/, 'must be the `next` of a page')
        .optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    responses: answers(z.object({ entries: z.array(auditEntry), next: z.string().nullable() }), 'A page; `next` goes on as `before`'),
    async handle(ctx: RequestCtx, { query: { before, limit, ...filter } }) {
      const { lines, next } = await perform(listAudit, ctx, { filter: toAuditFilter(filter), before: before ?? null, limit })
      return { entries: lines.map(toAuditEntry), next }
    },
  }),
  route({
    operationId: 'GetAuditFacets',
    method: 'get',
    path: '/api/v1/app/audit/facets',
    summary: 'People, operations and projects that occur in the audit log',
    tags,
    auth: 'user',
    responses: answers(z.object({ people: z.array(person), operations: z.array(z.string()), projects: z.array(named) }), 'What there is to filter by'),
    async handle(ctx: RequestCtx) {
      const { people, operations, projects } = await perform(auditFacets, ctx, {})
      return {
        people: people.map(({ id, ...rest }) => ({ uuid: id, ...rest })),
        operations,
        projects: projects.map(({ id, name }) => ({ uuid: id, name })),
      }
    },
  }),
  route({
    operationId: 'ExportAudit',
    method: 'get',
    path: '/api/v1/app/audit/export',
    summary: 'The audit log as a file: CSV, or JSON with one line an entry. Taking it is in the log',
    tags,
    auth: 'user',
    limit: 'expensive',
    query: auditFilter.extend({ format: z.enum(['csv', 'ndjson']).default('csv') }),
    responses: { ...answers(null, 'The file'), 200: { description: 'The file', contentType: 'text/csv' } },
    async handle(ctx: RequestCtx, { query: { format, ...filter } }) {
      const lines = await perform(exportAudit, ctx, { filter: toAuditFilter(filter), format })
      const [text, contentType] = format === 'csv' ? [auditCsv(lines), 'text/csv; charset=utf-8'] : [auditNdjson(lines), 'application/x-ndjson; charset=utf-8']
      return new Answer({ stream: { text, contentType, fileName: `audit.${format}` } })
    },
  }),
]

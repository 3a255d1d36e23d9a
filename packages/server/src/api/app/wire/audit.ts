import { present } from '@atrium/semantic'
import { z } from 'zod'
import type { AuditFilter, AuditLine } from '../../../domain/audit/types.ts'
import { csvCell, csvLine } from '../../../rendering/csv.ts'

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const auditFilter = z.object({
  personUuid: z.uuid().optional(),
  operation: z.string().max(100).optional(),
  projectUuid: z.uuid().optional(),
  targetKind: z.string().max(100).optional(),
  targetUuid: z.string().max(300).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  from: moment.optional(),
  to: moment.optional(),
})

export function toAuditFilter({ personUuid, projectUuid, targetUuid, operation, targetKind, outcome, from, to }: z.infer<typeof auditFilter>): AuditFilter {
  return present({ actorId: personUuid, projectId: projectUuid, targetId: targetUuid, operation, targetKind, outcome, from, to })
}

export const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.string(), uuid: z.string().nullable(), name: z.string().nullable(), email: z.string().nullable() }),
  as: z.object({ uuid: z.string(), name: z.string().nullable(), email: z.string().nullable() }).nullable(),
  source: z.object({
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    credential: z.enum(['session', 'token', 'background']).nullable(),
    token: z.string().nullable(),
    tokenUuid: z.string().nullable(),
  }),
  operation: z.string(),
  outcome: z.enum(['done', 'refused']),
  reason: z.string().nullable(),
  target: z.object({ kind: z.string(), uuid: z.string(), name: z.string().nullable() }),
  project: z.object({ uuid: z.string(), name: z.string().nullable() }).nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
})

export const toAuditEntry = ({ at, actor, as, source, target, project, before, after, ...rest }: AuditLine): z.infer<typeof auditEntry> => ({
  ...rest,
  at: at.toISOString(),
  actor: { kind: actor.kind, uuid: actor.id, name: actor.name, email: actor.email },
  as: as === null ? null : { uuid: as.id, name: as.name, email: as.email },
  source: { address: source.address, userAgent: source.userAgent, credential: source.credential, token: source.token, tokenUuid: source.tokenId },
  target: { kind: target.kind, uuid: target.id, name: target.name },
  project: project === null ? null : { uuid: project.id, name: project.name },
  before: before as Record<string, unknown> | null,
  after: after as Record<string, unknown> | null,
})

const csvColumns: readonly (readonly [string, (line: AuditLine) => unknown])[] = [
  ['id', ({ id }) => Number(id)],
  ['at', ({ at }) => at.toISOString()],
  ['actor_kind', ({ actor }) => actor.kind],
  ['actor_id', ({ actor }) => actor.id],
  ['actor_name', ({ actor }) => actor.name],
  ['actor_email', ({ actor }) => actor.email],
  ['as_id', ({ as }) => as?.id],
  ['as_name', ({ as }) => as?.name],
  ['as_email', ({ as }) => as?.email],
  ['address', ({ source }) => source.address],
  ['user_agent', ({ source }) => source.userAgent],
  ['credential', ({ source }) => source.credential],
  ['token', ({ source }) => source.token ?? source.tokenId],
  ['operation', ({ operation }) => operation],
  ['outcome', ({ outcome }) => outcome],
  ['reason', ({ reason }) => reason],
  ['target_kind', ({ target }) => target.kind],
  ['target_id', ({ target }) => target.id],
  ['target_name', ({ target }) => target.name],
  ['project_id', ({ project }) => project?.id],
  ['project_name', ({ project }) => project?.name],
  ['before', ({ before }) => before],
  ['after', ({ after }) => after],
  ['hash', ({ hash }) => hash],
]

/** The lines as CSV with a header; text that a spreadsheet would run is guarded. */
export async function* auditCsv(lines: AsyncIterable<AuditLine>): AsyncGenerator<string> {
  yield csvLine(csvColumns.map(([name]) => name))
  for await (const line of lines) yield csvLine(csvColumns.map(([, read]) => csvCell(read(line))))
}

/** The lines as JSON, one object a line. */
export async function* auditNdjson(lines: AsyncIterable<AuditLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(toAuditEntry(line))}\n`
}

import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { organizationTarget } from '../identity/identity-ctx.ts'
import { findAuditFacets, findAuditLines, isOnlyOrganization, type AuditScope } from './audit-store.ts'
import type { AuditFacets, AuditFilter, AuditLine } from './types.ts'

type OrganizationTarget = Target & { organizationId: string }
export type AuditPage = { lines: AuditLine[]; /** Pass it as `before` to go on; null at the end. */ next: string | null }

/** A page of the organization's audit log, newest first. For its administrators. */
export const listAudit = readOperation<Ctx, { filter: AuditFilter; before: string | null; limit: number }, OrganizationTarget, AuditPage>({
  name: 'audit.list',
  action: 'audit.view',
  target: organizationTarget,
  async run(ctx, { filter, before, limit }, target) {
    // One more than asked for says whether there is a next page.
    const found = await findAuditLines(ctx.db, await scopeOf(ctx, target), filter, { before, limit: limit + 1 })
    const lines = found.slice(0, limit)
    return { lines, next: found.length > limit ? (lines.at(-1)?.id ?? null) : null }
  },
})

/** The people, operations and projects that occur in the log, to filter by. */
export const auditFacets = readOperation<Ctx, Record<string, never>, OrganizationTarget, AuditFacets>({
  name: 'audit.facets',
  action: 'audit.view',
  target: organizationTarget,
  run: async (ctx, _input, target) => findAuditFacets(ctx.db, await scopeOf(ctx, target)),
})

const linesAtOnce = 500

/** All lines of a filter, newest first, read while they are taken. That the log was taken away is in the log. */
export const exportAudit = writeOperation<Ctx, { filter: AuditFilter; format: 'csv' | 'ndjson' }, OrganizationTarget, AsyncIterable<AuditLine>>({
  name: 'audit.export',
  action: 'audit.view',
  writes: true,
  target: organizationTarget,
  async run(ctx, { filter, format }, target) {
    ctx.record({ targetKind: 'audit_log', targetId: target.organizationId, before: null, after: { format, filter } })
    return allLines(ctx, await scopeOf(ctx, target), filter)
  },
})

async function* allLines({ db, signal }: Ctx, scope: AuditScope, filter: AuditFilter): AsyncGenerator<AuditLine> {
  let before: string | null = null
  do {
    if (signal.aborted) throw new AppError('cancelled', 'The export was given up')
    const lines: AuditLine[] = await findAuditLines(db, scope, filter, { before, limit: linesAtOnce })
    yield* lines
    before = lines.length === linesAtOnce ? (lines.at(-1)?.id ?? null) : null
  } while (before !== null)
}

async function scopeOf(ctx: Ctx, { organizationId }: OrganizationTarget): Promise<AuditScope> {
  return { organizationId, withUnowned: await isOnlyOrganization(ctx.db, organizationId) }
}

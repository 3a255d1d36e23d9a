import type { EndpointDocument } from '@atrium/documents'
import { isKeepRefusal, keptColumns, keyTypeOf, type KeptKey } from '@atrium/semantic'
import type { Target } from '../../../access/actions.ts'
import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { ReadRows } from '../../../query/query-service.ts'
import { findResource } from '../../../resources/resource-list-store.ts'
import { dialectOf } from '../../../warehouses/dialect-of.ts'
import { endpointKind } from '../../content/content-kinds.ts'
import { queryProject } from '../../explore/explore-target.ts'
import type { Project } from '../../projects/types.ts'
import { runnableVersion } from '../as-seen.ts'
import { newRowsOf } from './new-rows.ts'
import { findMaterialization, swapKept } from './materialization-store.ts'
import { asHouse, maxTableRows, planMaterialization, type MaterializationPlan } from './plan-materialization.ts'
import type { KeptAnswers, Materialization, MaterializationCtx } from './types.ts'

export type RefreshMaterialization = { endpointId: string; version: number; runId: string; /** All rows, whatever the watermark. */ isFull: boolean }

export type Refreshed = { rows: number; bytes: number; read: number; isFull: boolean } | { skipped: string }

/**
 * Reads a version of an endpoint into a new table and puts it in the place of the old one: whole, or not at all. Throws what the
 * warehouse throws, `invalid` with the reason where the query cannot be kept, `limit_exceeded` where the table would be too large.
 */
export const refreshMaterialization = readOperation<MaterializationCtx, RefreshMaterialization, Target, Refreshed>({
  name: 'endpoints.materialize',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx, input) {
    const resource = await findResource<EndpointDocument>(ctx.db, endpointKind, { idOrSlug: input.endpointId })
    const state = await findMaterialization(ctx.db, input)
    if (resource === null || !resource.spec.isActive || state === null) return { skipped: 'It is not kept as a table any more' }
    const project = await ctx.projects.project(resource.projectId)
    const { query } = await runnableVersion(ctx, resource, input.version)
    const plan = await planMaterialization(ctx, project, query, state)
    if ('reason' in plan) throw new AppError('invalid', plan.reason, { reason: 'not_materializable' })
    const made = await makeTable(ctx, project, plan, state, input.isFull)
    const isKept = await swapKept(ctx.db, input, { kept: made.kept, readAt: new Date(made.readAt), madeAt: new Date(ctx.clock.now()) })
    const gone = isKept ? state.kept?.file : made.kept.file
    if (gone !== undefined) await ctx.keptTables.remove(gone)
    return isKept
      ? { rows: made.kept.rows, bytes: made.kept.bytes, read: made.read, isFull: made.isFull }
      : { skipped: 'It was switched off or begun anew meanwhile' }
  },
})

type Made = { kept: KeptAnswers; readAt: number; read: number; isFull: boolean }

async function makeTable(ctx: MaterializationCtx, project: Project, plan: MaterializationPlan, state: Materialization, isFull: boolean): Promise<Made> {
  const model = await ctx.projects.findModel(project.id)
  const wanted = isFull ? null : newRowsOf(ctx, project, plan, state)
  const rows = await ctx.queries.readRows(asHouse(ctx, project, model, wanted?.question ?? plan.fill), plan.mayBeCut ? plan.limit : maxTableRows + 1)
  refuseTooLarge(rows, plan)
  const layout = layoutOf(plan, rows)
  const mark = markOf(plan, state, rows)
  const dialect = dialectOf(queryProject(project, model))
  const columns = keptColumns(
    plan.keep,
    layout.outputs.map((index) => ({ name: rows.columns[index]?.fieldId ?? '', engineType: rows.engineTypes[index] ?? '' })),
    dialect,
  )
  if (isKeepRefusal(columns)) throw new AppError('invalid', columns.reason, { reason: 'not_materializable' })
  const empty = plan.empty === null ? null : await ctx.queries.readRows(asHouse(ctx, project, model, plan.empty), 2)
  const written = await ctx.keptTables.write(
    {
      result: rows,
      outputs: layout.outputs,
      keys: layout.keys.map(({ column, key }) => ({ column, type: key.type })),
      ...(mark === null ? {} : { mark }),
      ...(wanted === null ? {} : { earlier: wanted.earlier }),
    },
    ctx.signal,
  )
  if (written.rows > maxTableRows && !plan.mayBeCut) {
    await ctx.keptTables.remove(written.file)
    throw tooLarge(`more than ${maxTableRows} rows`)
  }
  return {
    kept: {
      ...written,
      fingerprint: plan.fingerprint,
      plan: { ...plan.keep, keys: layout.keys.map(({ key }) => key) },
      columns,
      resultColumns: rows.columns.filter((_, index) => layout.outputs.includes(index)),
      empty: empty === null ? null : { data: empty.data.toString('utf8'), rowCount: empty.rowCount },
    },
    readAt: rows.readAt,
    read: rows.rowCount,
    isFull: wanted === null,
  }
}

function refuseTooLarge({ rowCount, truncated }: ReadRows, { mayBeCut, limit }: MaterializationPlan): void {
  const isCutByBytes = truncated && rowCount < (mayBeCut ? limit : maxTableRows + 1)
  if (!isCutByBytes && (mayBeCut || rowCount <= maxTableRows)) return
  throw tooLarge(isCutByBytes ? 'more bytes than an answer may have' : `more than ${maxTableRows} rows`)
}

const tooLarge = (what: string): AppError =>
  new AppError('limit_exceeded', `The table would have ${what}. Ask for fewer columns, group by less, or choose larger buckets.`, { reason: 'table_too_large' })

/** Which columns are outputs, and which are keys, of what type. */
function layoutOf({ keep, keyFields, addedFields }: MaterializationPlan, rows: ReadRows): { outputs: number[]; keys: { column: number; key: KeptKey }[] } {
  const all = rows.columns.map((_, index) => index)
  if (keyFields === null) {
    const count = all.length - keep.keys.length
    return { outputs: all.slice(0, count), keys: keep.keys.map((key, index) => ({ column: count + index, key })) }
  }
  const keys = keep.keys.map((key, index) => {
    const column = rows.columns.findIndex(({ fieldId }) => fieldId === keyFields[index])
    const engineType = rows.engineTypes[column] ?? ''
    const type = keyTypeOf(engineType)
    const isSame = type !== null && (type.kind === key.kind || (key.kind === 'integer' && type.kind === 'decimal'))
    if (type === null || !isSame) {
      throw new AppError('invalid', `The field ${key.column} is of type ${engineType}, which a table cannot be asked by with certainty`, {
        reason: 'not_materializable',
      })
    }
    return { column, key: { ...key, ...type } }
  })
  const outputs = all.filter((index) => !addedFields.includes(rows.columns[index]?.fieldId ?? ''))
  const isAsPlanned = keep.reaggregate === null || outputs.map((index) => rows.columns[index]?.fieldId).join('\0') === keep.names.join('\0')
  if (!isAsPlanned) {
    const message = 'The question answers columns beside its fields, which are not known to be put together: sort by fields that it has'
    throw new AppError('invalid', message, { reason: 'not_materializable' })
  }
  return { outputs, keys }
}

/** The column that new rows are found by. */
function markOf(plan: MaterializationPlan, { watermark }: Materialization, { columns, engineTypes }: ReadRows): { column: number; type: string } | null {
  const first = plan.keep.firstOrder
  if (watermark === null || first === null) return null
  const type = keyTypeOf(engineTypes[first.output] ?? '')
  if (
    columns[first.output]?.fieldId.toLowerCase() !== watermark.column.toLowerCase() ||
    type === null ||
    !['date', 'timestamp', 'integer'].includes(type.kind)
  ) {
    throw new AppError('invalid', `ORDER BY must begin with the watermark ${watermark.column}, which must be a day, a moment or a whole number`, {
      reason: 'not_materializable',
    })
  }
  return { column: first.output, type: type.type }
}

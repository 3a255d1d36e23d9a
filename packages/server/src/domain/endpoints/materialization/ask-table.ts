import type { EndpointQuery, GivenValue } from '@atrium/documents'
import { readKeptSql, type VariableValue } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'
import type { KeptQuestion, QueryRequest } from '../../../query/query-service.ts'
import type { Project } from '../../projects/types.ts'
import { queryProject } from '../../explore/explore-target.ts'
import { accountOf } from '../../projects/warehouse-account.ts'
import { findMaterialization, markUsed } from './materialization-store.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { fingerprintOf } from './plan-materialization.ts'
import type { Materialization, MaterializationCtx } from './types.ts'

/** How a version can be asked now. */
export type TableToAsk =
  /** The caller wants the warehouse itself. */
  | { kind: 'none' }
  /** It is, but the table cannot answer this call: the warehouse does, and that is said. */
  | { kind: 'fallback'; because: string }
  | { kind: 'ready'; question: KeptQuestion; everySeconds: number; madeAt: Date }

type Call = {
  project: Project
  version: { number: number; query: EndpointQuery }
  endpointId: string
  /** Names that the caller gave. */
  given: Readonly<Record<string, GivenValue>>
  /** Wants the warehouse itself. */
  isDirect: boolean
}

/** How a version is kept as a table, from memory; null: it is not. */
export async function recallTable(
  ctx: EndpointCtx,
  { projectId, ...key }: { projectId: string; endpointId: string; version: number },
): Promise<Materialization | null> {
  const load = async () => ({ kept: await findMaterialization(ctx.db, key) })
  return (await ctx.endpointMemory.recall(projectId, `table ${key.endpointId} ${key.version}`, load))?.kept ?? null
}

/**
 * Whether a version is kept as a table. Then all of its variables must be given: without one of them the whole table would go out.
 * Throws `invalid` for that, and for `direct` where there is no table to pass by.
 */
export async function keptVersion(ctx: EndpointCtx, { project, version, endpointId, given, isDirect }: Call): Promise<Materialization | null> {
  const kept = await recallTable(ctx, { projectId: project.id, endpointId, version: version.number })
  if (kept === null) {
    if (!isDirect) return null
    const message = '"direct" is for materialized endpoints; this one is not. Use "force".'
    throw new AppError('invalid', message, { reason: 'run_request', fields: [{ path: 'refresh', message }] })
  }
  const variables = version.query.kind === 'insight' ? [] : version.query.variables
  const missing = variables.filter(({ name }) => !Object.hasOwn(given, name)).map(({ name }) => `'${name}'`)
  if (missing.length === 0) return kept
  throw new AppError('invalid', `Required variable(s) ${missing.join(', ')} not provided. A materialized endpoint needs all of its variables.`, {
    reason: 'variable_missing',
    fields: [{ path: 'variables', message: `${missing.join(', ')} not provided` }],
  })
}

/** Whether a table is older than its version is to be read, so that the warehouse is asked. */
export const isStale = ({ readAt, everySeconds }: Materialization, now: number): boolean => readAt !== null && readAt.getTime() + everySeconds * 1000 <= now

/** The question to the table of a version in place of `inline`, when it can answer it as the warehouse would. */
export async function tableToAsk(
  ctx: MaterializationCtx,
  kept: Materialization,
  call: Call,
  inline: { question: QueryRequest['question']; values: ReadonlyMap<string, VariableValue> },
): Promise<TableToAsk> {
  if (call.isDirect) return { kind: 'none' }
  const { project, version } = call
  if ((await accountOf(ctx.db, project, ctx.actor)) !== null) return { kind: 'fallback', because: 'asked with an account of their own' }
  const { kept: answers, readAt, madeAt } = kept
  if (answers === null || readAt === null || madeAt === null) return { kind: 'fallback', because: 'not read yet' }
  const now = ctx.clock.now()
  if (isStale(kept, now)) return { kind: 'fallback', because: 'stale' }
  const model = await ctx.projects.findModel(project.id)
  if (answers.fingerprint !== fingerprintOf(ctx, project, model, version.query, kept)) return { kind: 'fallback', because: 'changed since it was read' }
  const place = ctx.keptTables.placeOf(answers.file)
  if (place === null) return { kind: 'fallback', because: 'not on this node' }
  const sql = readKeptSql(answers.plan, answers.columns, place, inline.values)
  if (sql === null) return { kind: 'fallback', because: 'a value lies within a bucket' }
  const { fields, proof } = ctx.queries.compile({
    project: queryProject(project, model),
    actor: ctx.actor,
    requestId: ctx.requestId,
    signal: ctx.signal,
    source: 'endpoint',
    question: inline.question,
  })
  if (kept.usedAt === null || kept.usedAt.getTime() < now - 3_600_000)
    await markUsed(ctx.db, { endpointId: call.endpointId, version: version.number }, new Date(now))
  return {
    kind: 'ready',
    question: {
      kind: 'kept',
      sql,
      limit: inline.question.kind === 'metric' ? inline.question.query.limit : inline.question.limit,
      columns: answers.resultColumns,
      engineTypes: answers.columns.map(({ engineType }) => engineType),
      fields,
      proof: { ...proof, lines: [...proof.lines, `Read from the table that was made of this question at ${readAt.toISOString()}.`] },
      isJson: answers.columns.map(({ together }) => together === null),
      empty: answers.empty,
      readAt: readAt.getTime(),
    },
    everySeconds: kept.everySeconds,
    madeAt,
  }
}

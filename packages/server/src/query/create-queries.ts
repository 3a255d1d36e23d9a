import { createHash } from 'node:crypto'
import { csvSelect, freeSqlOf, userSqlOf } from '@atrium/semantic'
import { whoOf, type Actor } from '../access/actor.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { dropLastRecord } from '../rendering/drop-last-record.ts'
import { dialectOf } from '../warehouses/dialect-of.ts'
import type { Warehouse, WarehouseAccount, WarehouseOwner, Warehouses } from '../warehouses/warehouse.ts'
import { compileQuestion, type CompiledQuestion } from './compile-question.ts'
import type { QueryLog } from './query-log.ts'
import { keptRows } from './kept-rows.ts'
import { loggedError } from './logged-error.ts'
import type { LoggedQuery } from './query-log-store.ts'
import type { AskingAgain, Queries, QueryRequest, QueryResult, RecalledAnswer, Receipt } from './query-service.ts'
import { createResultCache, type CachedResult } from './result-cache.ts'
import { sightOf } from './sight.ts'
import { createSingleFlight } from './single-flight.ts'

export type QueriesOptions = {
  warehouses: Warehouses
  /** With which account somebody asks a warehouse; null: that of its connection. Throws when they may not without one of their own. */
  accountOf(project: WarehouseOwner, actor: Actor): WarehouseAccount | null | Promise<WarehouseAccount | null>
  /** The engine of tables of answers; absent: there are none. */
  keptTables?: Pick<Warehouse, 'execute'>
  clock: Clock
  log: QueryLog
  limits: { timeoutMs: number; exportTimeoutMs: number; maxBytes: number }
  cache: { maxBytes: number; ttlMs: number }
}

/** A question with the account that it is asked by. */
type Asked = QueryRequest & { account: WarehouseAccount | null }
type Executed = { result: CachedResult; engineMs: number }
type RememberedAnswer = { key: string; cached: CachedResult; result: QueryResult }

/**
 * The query service: question → SQL under the caller's row rules → hash → cache, flight or engine → receipt. Nobody
 * else talks to a warehouse.
 */
export function createQueries(options: QueriesOptions): Queries {
  const { clock, log } = options
  const cache = createResultCache({ clock, maxBytes: options.cache.maxBytes })
  const flights = createSingleFlight<Executed>()
  /** Finished answers by the request they answer; each is as good as the result it was made from. */
  const answers = new Map<string, RememberedAnswer>()
  const checkedExpressions = new Set<string>()

  const warehouseOf = ({ project, account }: Asked): Warehouse => options.warehouses.of(project, account)
  const engineOf = (request: Asked): Pick<Warehouse, 'execute'> =>
    request.question.kind === 'kept' && options.keptTables !== undefined ? options.keptTables : warehouseOf(request)
  // Most questions need not wait: the embedded engine has no accounts.
  const ask = (request: QueryRequest): Asked | Promise<Asked> => {
    const account = options.accountOf(request.project, request.actor)
    return account instanceof Promise ? account.then((found) => ({ ...request, account: found })) : { ...request, account }
  }

  const checkFreeSql = async (request: Asked): Promise<void> => {
    const { question } = request
    // What is asked of a kept table was written by Atrium; the query behind it is checked when the table is filled.
    if (question.kind === 'kept') return undefined
    const warehouse = warehouseOf(request)
    if (question.kind === 'sql') return warehouse.checkUserSql(question.sql)
    if (isDraft(request)) await warehouse.checkUserSql(compileQuestion(request, clock.now()).sql)
    const view = userSqlOf(question.explore)
    if (view !== null) await warehouse.checkUserSql(view)
    if (question.kind !== 'metric') return undefined
    for (const { kind, name, probe } of freeSqlOf(question.query)) {
      const known = `${request.project.id}|${probe}`
      if (checkedExpressions.has(known)) continue
      try {
        await warehouse.checkUserExpression(probe)
      } catch (error) {
        if (!isAppError(error) || error.code !== 'invalid') throw error
        throw new AppError('invalid', `The ${kind} "${name}" cannot run: ${error.message}`, { ...error.details, reason: 'invalid_query' }, { cause: error })
      }
      if (checkedExpressions.size > 5000) checkedExpressions.clear()
      checkedExpressions.add(known)
    }
  }

  const execute = async (request: Asked, compiled: CompiledQuestion, limit: number, signal: AbortSignal): Promise<Executed> => {
    const { question } = request
    const readAt = question.kind === 'kept' ? question.readAt : clock.now()
    const answer = await engineOf(request).execute(compiled.sql, {
      maxRows: limit,
      maxBytes: options.limits.maxBytes,
      timeoutMs: options.limits.timeoutMs,
      signal,
      fairKey: fairKey(request),
      isUserSql: isUserSql(request),
    })
    const columns = compiled.columns ?? answer.columns.map(({ name, type }) => ({ fieldId: name, type, hidden: false }))
    const result: CachedResult = {
      keptUntil: readAt + Math.max(options.cache.ttlMs, request.freshness?.keepForMs ?? 0),
      projectId: request.project.id,
      columns,
      engineTypes: question.kind === 'kept' ? question.engineTypes : answer.columns.map(({ engineType }) => engineType),
      ...(question.kind === 'kept' ? keptRows(question, answer) : { data: answer.data, rowCount: answer.rowCount }),
      truncated: answer.truncated,
      readAt,
      answers: new Map(),
    }
    return { result, engineMs: answer.engineMs }
  }

  /** What is kept longer than usual is kept for those who say how old an answer may be. */
  const isFresh = ({ freshness }: Pick<QueryRequest, 'freshness'>, { readAt }: CachedResult): boolean =>
    readAt >= (freshness?.notBefore ?? clock.now() - options.cache.ttlMs)

  const recalled = (request: AskingAgain, account: WarehouseAccount | null): RecalledAnswer | null => {
    if (request.answerKey === undefined || request.freshness?.refresh === true) return null
    const answerKey = answerKeyOf(request, account)
    const known = answers.get(answerKey)
    if (known === undefined) return null
    if (!cache.isCurrent(known.key, known.cached)) {
      answers.delete(answerKey)
      return null
    }
    if (!isFresh(request, known.cached)) return null
    let line: LoggedQuery | null = null
    return {
      take() {
        if (line === null || !log.again(line)) line = log.add(lineOf(request, known.result.receipt, 'ok', null, clock.now()))
        return known.result
      },
      isStill: (notBefore) => known.cached.readAt >= notBefore && cache.isCurrent(known.key, known.cached),
    }
  }

  const run = async (asked: QueryRequest): Promise<QueryResult> => {
    const request = await ask(asked)
    const known = recalled(request, request.account)
    if (known !== null) return known.take()
    const started = clock.monotonic()
    const limit = limitOf(request)
    // One row more than wanted: whether there are more is known, not guessed.
    const compiled = compileQuestion(request, clock.now(), limit + 1)
    const key = hashOf(request, compiled)
    const receipt: Receipt = { ...blankReceipt(request, compiled), queryHash: key }
    try {
      await checkFreeSql(request)
      const kept = request.freshness?.refresh === true ? null : cache.get(key)
      const { result, cacheState, engineMs } =
        kept === null || !isFresh(request, kept) ? await fly(request, compiled, key, limit) : { result: kept, cacheState: 'hit' as const, engineMs: 0 }
      Object.assign(receipt, {
        dataAsOf: new Date(result.readAt).toISOString(),
        cache: cacheState,
        engineMs: rounded(engineMs),
        durationMs: rounded(clock.monotonic() - started),
        rowCount: result.rowCount,
        truncated: result.truncated,
      } satisfies Partial<Receipt>)
      log.add(lineOf(request, receipt, 'ok', null, clock.now()))
      const answered = toResult(request, compiled, receipt, result, key)
      return answered
    } catch (error) {
      receipt.durationMs = rounded(clock.monotonic() - started)
      log.add(lineOf(request, receipt, statusOf(error), loggedError(error), clock.now()))
      throw withSql(error, compiled.sql)
    }
  }

  const fly = async (
    request: Asked,
    compiled: CompiledQuestion,
    key: string,
    limit: number,
  ): Promise<{ result: CachedResult; cacheState: 'miss' | 'joined'; engineMs: number }> => {
    const start = (flight: string): Promise<{ value: Executed; joined: boolean }> =>
      flights.run(flight, request.signal, async (signal) => {
        const executed = await execute(request, compiled, limit, signal)
        cache.set(key, executed.result)
        return executed
      })
    const alone = `${key}|${newId()}`
    // A refresh never joins a flight that began before it was asked for, and neither do totals one older than their rows.
    const first = await start(request.freshness?.refresh === true ? alone : key)
    const { value, joined } = first.joined && !isFresh(request, first.value.result) ? await start(alone) : first
    return { result: value.result, cacheState: joined ? 'joined' : 'miss', engineMs: value.engineMs }
  }

  const toResult = (request: Asked, compiled: CompiledQuestion, receipt: Receipt, cached: CachedResult, key: string): QueryResult => {
    const isHit = receipt.cache === 'hit'
    const result: QueryResult = {
      columns: cached.columns,
      engineTypes: cached.engineTypes,
      fields: compiled.fields,
      effectiveQuery: compiled.effectiveQuery === null ? null : { ...compiled.effectiveQuery, limit: limitOf(request) },
      data: cached.data,
      rowCount: cached.rowCount,
      truncated: cached.truncated,
      cacheHit: isHit,
      cacheUpdatedAt: isHit ? receipt.dataAsOf : null,
      cacheExpiresAt: isHit ? new Date(cached.keptUntil).toISOString() : null,
      receipt,
      ...(compiled.frame === undefined || request.question.kind !== 'insight' ? {} : { insight: { asked: request.question.insight, frame: compiled.frame } }),
    }
    // An answer that says "hit" may be given again; one with a moment of "now" in it grows stale by itself.
    if (request.answerKey === undefined || !isHit || compiled.timeDependent) return result
    const answerKey = answerKeyOf(request, request.account)
    const keep = (bytes: Buffer): void => {
      if (answers.size > 20_000) answers.clear()
      if (!cache.keepAnswer(key, answerKey, bytes)) return
      answers.set(answerKey, { key, cached, result: { ...result, answer: { bytes, keep: () => undefined } } })
    }
    return { ...result, answer: { bytes: null, keep } }
  }

  return {
    run,
    recall(request) {
      const account = options.accountOf(request.project, request.actor)
      return account instanceof Promise ? account.then((found) => recalled(request, found)) : recalled(request, account)
    },
    async keptAt(asked) {
      const request = await ask(asked)
      return cache.get(hashOf(request, compileQuestion(request, clock.now(), limitOf(request) + 1)))?.readAt ?? null
    },
    async readRows(asked, limit) {
      const request = await ask(asked)
      const started = clock.monotonic()
      const compiled = compileQuestion(request, clock.now(), limit)
      const receipt: Receipt = { ...blankReceipt(request, compiled), queryHash: hashOf(request, compiled) }
      try {
        await checkFreeSql(request)
        const readAt = clock.now()
        const answer = await warehouseOf(request).execute(compiled.sql, {
          maxRows: limit,
          maxBytes: options.limits.maxBytes,
          timeoutMs: options.limits.exportTimeoutMs,
          signal: request.signal,
          fairKey: fairKey(request),
          isUserSql: isUserSql(request),
        })
        const { data, rowCount, truncated, columns } = answer
        const durationMs = rounded(clock.monotonic() - started)
        log.add(
          lineOf(
            request,
            { ...receipt, dataAsOf: new Date(readAt).toISOString(), durationMs, engineMs: rounded(answer.engineMs), rowCount, truncated },
            'ok',
            null,
            clock.now(),
          ),
        )
        return {
          columns: compiled.columns ?? columns.map(({ name, type }) => ({ fieldId: name, type, hidden: false })),
          engineTypes: columns.map(({ engineType }) => engineType),
          data,
          rowCount,
          truncated,
          readAt,
        }
      } catch (error) {
        receipt.durationMs = rounded(clock.monotonic() - started)
        log.add(lineOf(request, receipt, statusOf(error), loggedError(error), clock.now()))
        throw withSql(error, compiled.sql)
      }
    },
    async check(asked) {
      const request = await ask(asked)
      compileQuestion(request, clock.now())
      await checkFreeSql(request)
    },
    async describe(asked) {
      const request = await ask(asked)
      const compiled = compileQuestion(request, clock.now(), 0)
      await checkFreeSql(request)
      const key = hashOf(request, compiled)
      const { columns, engineTypes } = cache.get(key) ?? (await fly(request, compiled, key, 0)).result
      return columns.flatMap(({ fieldId, type, hidden }, place) => (hidden ? [] : [{ name: fieldId, type, engineType: engineTypes[place] ?? '' }]))
    },
    compile(request) {
      const { sql, proof, policiesApplied, fields, timeDependent } = compileQuestion(request, clock.now())
      return { sql, proof, policiesApplied, fields, timeDependent }
    },
    async exportRows(asked, { path, maxRows, final }) {
      const started = clock.monotonic()
      const request = await ask(asked)
      const warehouse = warehouseOf(request)
      // One row more than wanted, and taken off again: whether there are more is known, not guessed.
      const compiled = compileQuestion(request, clock.now(), maxRows + 1)
      await checkFreeSql(request)
      const columns = compiled.columns ?? []
      const sql = final === undefined ? compiled.sql : csvSelect(compiled.sql, final(columns, compiled.fields), dialectOf(request.project))
      const written = await warehouse.exportCsv(sql, {
        path,
        timeoutMs: options.limits.exportTimeoutMs,
        signal: request.signal,
        fairKey: fairKey(request),
        isUserSql: isUserSql(request),
      })
      const truncated = written.rowCount > maxRows
      if (truncated) await dropLastRecord(path)
      const rowCount = Math.min(written.rowCount, maxRows)
      const receipt: Receipt = {
        queryId: newId(),
        queryHash: hashOf(request, compiled),
        modelRevision: request.project.modelRevision,
        sql: compiled.sql,
        policiesApplied: compiled.policiesApplied,
        proof: compiled.proof,
        dataAsOf: new Date(clock.now()).toISOString(),
        cache: 'miss',
        durationMs: rounded(clock.monotonic() - started),
        engineMs: rounded(clock.monotonic() - started),
        rowCount,
        truncated,
      }
      log.add(lineOf(request, receipt, 'ok', null, clock.now()))
      return { rowCount, truncated, columns, fields: compiled.fields }
    },
    forget: (projectId) => cache.forget(projectId),
    stop: () => log.stop(),
  }
}

/** A receipt of what has not run yet. */
const blankReceipt = ({ project }: QueryRequest, { sql, policiesApplied, proof }: CompiledQuestion): Omit<Receipt, 'queryHash'> => ({
  queryId: newId(),
  modelRevision: project.modelRevision,
  sql,
  policiesApplied,
  proof,
  dataAsOf: '',
  cache: 'miss',
  durationMs: 0,
  engineMs: 0,
  rowCount: 0,
  truncated: false,
})

/** A model that is not applied: as much a person's SQL as what they type. */
const isDraft = ({ question }: QueryRequest): boolean => question.kind === 'metric' && question.isDraft === true

/** True for SQL that a person wrote as a whole: alone, as what an explore reads, or as a model that is not applied. */
const isUserSql = (request: QueryRequest): boolean => {
  const { question } = request
  if (question.kind === 'kept') return false
  return question.kind === 'sql' || isDraft(request) || userSqlOf(question.explore) !== null
}
const rounded = (ms: number): number => Math.round(ms * 100) / 100
const fairKey = ({ actor }: QueryRequest): string => (actor.kind === 'user' ? actor.userId : actor.kind)
const limitOf = ({ question }: QueryRequest): number => (question.kind === 'metric' ? question.query.limit : question.limit)

/** SHA-256 (hex) of everything that makes the answer: SQL after row rules, the warehouse, who signs in to it and what was written there, the model's revision. */
function hashOf(request: Asked, compiled: CompiledQuestion): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        request.project.id,
        request.project.warehouse,
        request.account,
        request.project.modelRevision,
        request.project.dataVersion,
        compiled.sql,
      ]),
    )
    .digest('hex')
}

/** A request as it came counts only together with what its caller sees by, and until tables are written. */
const answerKeyOf = (request: AskingAgain, account: WarehouseAccount | null): string =>
  `${sightOf(request.project, request.actor, account)}|${request.project.dataVersion}|${request.source}|${request.answerKey}`

function statusOf(error: unknown): LoggedQuery['status'] {
  if (!isAppError(error)) return 'failed'
  if (error.code === 'cancelled') return 'cancelled'
  return error.code === 'limit_exceeded' ? 'limit' : 'failed'
}

function withSql(error: unknown, sql: string): unknown {
  if (!isAppError(error) || error.code !== 'query_failed') return error
  return new AppError(error.code, error.message, { ...error.details, sql }, { cause: error.cause })
}

function lineOf(request: AskingAgain, receipt: Receipt, status: LoggedQuery['status'], error: string | null, now: number): LoggedQuery {
  return {
    id: newId(),
    at: new Date(now),
    organizationId: request.project.organizationId,
    projectId: request.project.id,
    actorKind: request.actor.kind,
    ...whoOf(request.actor),
    source: request.source,
    sourceId: request.sourceId ?? null,
    queryHash: receipt.queryHash,
    modelRevision: receipt.modelRevision,
    sql: receipt.sql,
    status,
    cache: receipt.cache,
    error,
    rows: status === 'ok' ? receipt.rowCount : null,
    truncated: receipt.truncated,
    durationMs: receipt.durationMs,
    engineMs: receipt.engineMs,
    receipt: { proof: receipt.proof, policiesApplied: receipt.policiesApplied, dataAsOf: receipt.dataAsOf === '' ? null : receipt.dataAsOf, times: 1 },
  }
}

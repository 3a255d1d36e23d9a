import {
  aggregateUserSql,
  compileInsight,
  compileMetricQuery,
  fieldValuesQuery,
  limitUserSql,
  QueryError,
  type CompiledQuery,
  type CompileOptions,
  type Dialect,
  type InsightFrame,
  type RowPolicy,
} from '@atrium/semantic'
import type { Actor } from '../access/actor.ts'
import { AppError, type ErrorDetails } from '../platform/errors.ts'
import { dialectOf } from '../warehouses/dialect-of.ts'
import type { QueryRequest } from './query-service.ts'

/** A question as SQL. For a person's own SQL the columns are known only after it ran. */
export type CompiledQuestion = Omit<CompiledQuery, 'effectiveQuery' | 'columns'> & {
  effectiveQuery: CompiledQuery['effectiveQuery'] | null
  columns: CompiledQuery['columns'] | null
  /** Of an insight. */
  frame?: InsightFrame
}

const minute = 60_000
const writtenByHand = 'Written by hand: nothing was joined or aggregated for it.'

/** What of the caller reaches SQL. Only a verified address counts: anybody can claim one. */
export function policyOf(actor: Actor): RowPolicy {
  if (actor.kind !== 'user') return { userAttributes: {} }
  return { userAttributes: actor.userAttributes, ...(actor.emailVerified ? { email: actor.email } : {}) }
}

/**
 * Compiles a question for its caller. "Now" is the start of the running minute, so that the same relative question
 * asked twice is the same SQL. `limit` overrides the row limit of the question.
 */
export function compileQuestion(request: QueryRequest, now: number, limit?: number): CompiledQuestion {
  const { project, question } = request
  const options: CompileOptions & { dialect: Dialect } = {
    dialect: dialectOf(project),
    now: Math.floor(now / minute) * minute,
    timezone: project.timezone,
    startOfWeek: project.startOfWeek,
    fiscalYearStart: project.fiscalYearStart,
    policy: policyOf(request.actor),
  }
  try {
    switch (question.kind) {
      case 'metric':
        return compileMetricQuery(question.explore, limit === undefined ? question.query : { ...question.query, limit }, options)
      case 'filter_values':
        return fieldValuesQuery(
          question.explore,
          question.fieldId,
          {
            search: question.search,
            limit: limit ?? question.limit,
            ...(question.filters?.dimensions === undefined ? {} : { filters: question.filters.dimensions }),
            ...(question.parameters === undefined ? {} : { parameters: question.parameters }),
          },
          options,
        )
      case 'kept': {
        const { columns, fields, proof } = question
        const sql = limitUserSql(question.sql, limit ?? question.limit)
        return { sql, columns, fields, effectiveQuery: null, proof, policiesApplied: [], timeDependent: false }
      }
      case 'insight':
        return { ...compileInsight(question.explore, question.insight, { ...options, limit: limit ?? question.limit }), effectiveQuery: null }
      case 'sql': {
        const { sql, aggregate } = question
        const rows = limit ?? question.limit
        return {
          sql: aggregate === undefined ? limitUserSql(sql, rows) : aggregateUserSql(sql, aggregate, { limit: rows, dialect: options.dialect }),
          columns: null,
          fields: {},
          effectiveQuery: null,
          proof: {
            status: 'safe',
            lines: [aggregate === undefined ? writtenByHand : 'Written by hand; its own rows were aggregated, and nothing was joined.'],
          },
          policiesApplied: [],
          timeDependent: false,
        }
      }
    }
  } catch (error) {
    throw error instanceof QueryError ? asAppError(error) : error
  }
}

/** What the planner refuses, as the house speaks of it. */
export function asAppError(error: QueryError): AppError {
  const details: ErrorDetails = {
    reason: error.code,
    suggestions: error.suggestions,
    ...(error.at === undefined ? {} : { fields: [{ path: error.at, message: error.message }] }),
  }
  const hint = error.suggestions.length === 0 ? '' : `. Did you mean ${error.suggestions.map((name) => `"${name}"`).join(', ')}?`
  return new AppError(error.code === 'missing_attribute' ? 'forbidden' : 'invalid', error.message + hint, details, { cause: error })
}

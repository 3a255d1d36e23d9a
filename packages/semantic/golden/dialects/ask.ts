import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileProject } from '../../src/compile/compile-project.ts'
import { compileInsight } from '../../src/insights/compile-insight.ts'
import { compileMetricQuery } from '../../src/plan/compile-metric-query.ts'
import type { CompiledQuery } from '../../src/types/compiled-query.ts'
import type { Dialect } from '../../src/types/dialect.ts'
import type { Explore } from '../../src/types/explore.ts'
import type { DimensionType } from '../../src/types/field.ts'
import { query } from '../build-explore.ts'
import { exploreNamed } from '../compile-models.ts'
import type { Question } from './questions/question.ts'

/** Sunday, 31 March 2024, 10:30 UTC: "now" of the questions, a day on which Berlin's clocks change. */
const now = Date.UTC(2024, 2, 31, 10, 30)

/** The folder with the questions' answers and each dialect's SQL. */
export const folder = import.meta.dirname

/** The shop, compiled for a dialect. */
export function shopFor(dialect: Dialect): Explore {
  const text = readFileSync(path.join(folder, 'shop.yml'), 'utf8')
  return exploreNamed(compileProject({ files: [{ path: 'shop.yml', text }], dialect }), 'orders')
}

type CompiledQuestion = Pick<CompiledQuery, 'sql' | 'columns'>

/** A question in a dialect's SQL. */
export function compileQuestion(dialect: Dialect, explore: Explore, { query: parts, insight, startOfWeek, fiscalYearStart }: Question): CompiledQuestion {
  const options = { dialect, now, timezone: 'UTC', startOfWeek: startOfWeek ?? null, fiscalYearStart: fiscalYearStart ?? 1, policy: { userAttributes: {} } }
  if (insight !== undefined) return compileInsight(explore, insight, { ...options, limit: 1000 })
  return compileMetricQuery(explore, query({ exploreName: explore.name, ...parts }), options)
}

/** Rows by place, as an engine or its driver gives them. */
export type EngineRows = readonly (readonly unknown[])[]

/** The rows as text, the same for every engine that says the same; in order when the question is sorted. */
export function rowsAsText(rows: EngineRows, compiled: CompiledQuestion, { query }: Question): string[] {
  const lines = rows.map((row) => JSON.stringify(row.map((value, place) => plain(value, compiled.columns[place]?.type ?? 'string'))))
  return query.sorts === undefined ? lines.toSorted() : lines
}

function plain(value: unknown, type: DimensionType): unknown {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'number': {
      // Ten digits: engines add decimals and doubles in different orders.
      const number = Number(Number(value).toPrecision(10))
      return Number.isFinite(number) ? (number === 0 ? 0 : number) : String(value)
    }
    case 'boolean':
      return ['true', 't', '1'].includes(String(value))
    case 'date':
      return String(value).slice(0, 10)
    case 'timestamp':
      return momentText(String(value))
    case 'string':
      return String(value)
  }
}

/** A moment as ISO text in UTC; what names no offset is in UTC. */
function momentText(text: string): string {
  const [, day, time, offset = 'Z'] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/.exec(text) ?? []
  if (day === undefined || time === undefined) return `not a moment: ${text}`
  const zone = offset === 'UTC' ? 'Z' : offset.length === 3 ? `${offset}:00` : offset
  return new Date(`${day}T${time.slice(0, 12)}${zone}`).toISOString()
}

/** The answers to all questions: what DuckDB said when they were last accepted. */
export function readAnswers(): Record<string, string[]> {
  const text = JSON.parse(readFileSync(path.join(folder, 'answers.json'), 'utf8')) as Record<string, unknown[]>
  return Object.fromEntries(Object.entries(text).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row))]))
}

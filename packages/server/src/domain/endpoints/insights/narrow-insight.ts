import type { GivenValue } from '@atrium/documents'
import { isDay, nearestNames, type FilterGroup, type FilterRule, type Insight, type InsightRange } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'

/** What narrows an insight for one call: another range, and conditions besides its own. */
export type Narrowing = { range?: InsightRange; filters?: FilterGroup }

/** Names of the variables that an insight takes: the properties that it is broken down by, and the two ends of its range. */
export function insightVariables(insight: Insight): string[] {
  return [...breakdownOf(insight).map(variableName), 'date_from', 'date_to']
}

const breakdownOf = (insight: Insight): readonly string[] => ('breakdown' in insight ? (insight.breakdown?.properties ?? []) : [])
/** Those of people go by their own names. */
const variableName = (property: string): string => property.replace(/^person\./, '')

/**
 * An insight with the values of its variables, and narrowed. A property that it is broken down by is then one of the values, null
 * one of none. What narrows counts before variables. Throws `invalid` (`unknown_variable`, `variable_type`).
 */
export function narrowInsight<I extends Insight>(insight: I, given: Readonly<Record<string, GivenValue>>, narrowing: Narrowing = {}): I {
  const known = insightVariables(insight)
  const unknown = Object.keys(given).filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new AppError('invalid', `Unknown variable(s): ${unknown.map((name) => name.slice(0, 100)).join(', ')}. This endpoint has: ${known.join(', ')}.`, {
      reason: 'unknown_variable',
      suggestions: unknown.flatMap((name) => nearestNames(name, known)),
      fields: [{ path: 'variables', message: 'has a name that this endpoint does not know' }],
    })
  }
  const from = narrowing.range?.from ?? dayOf(given, 'date_from')
  const to = narrowing.range?.to ?? dayOf(given, 'date_to')
  const rules = breakdownOf(insight).flatMap((property): FilterRule[] => {
    const name = variableName(property)
    return Object.hasOwn(given, name) ? [ruleOf(property, given[name] ?? null)] : []
  })
  const groups = [insight.filters, narrowing.filters, rules.length === 0 ? undefined : { id: 'variables', and: rules }].filter((group) => group !== undefined)
  const range = { ...insight.range, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const [only] = groups
  return { ...insight, range, ...(only === undefined ? {} : { filters: groups.length === 1 ? only : { id: 'narrowed', and: groups } }) }
}

function ruleOf(property: string, value: GivenValue): FilterRule {
  const target = { fieldId: property }
  if (value === null) return { id: `variable-${property}`, target, operator: 'isNull', values: [] }
  const values = Array.isArray(value) ? value : [value]
  // A rule without a value would let everything through.
  if (values.length === 0) throw wrongValue(variableName(property), 'a value, or several')
  return { id: `variable-${property}`, target, operator: 'equals', values }
}

function dayOf(given: Readonly<Record<string, GivenValue>>, name: 'date_from' | 'date_to'): string | undefined {
  const value = given[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value.length > 60 || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !isDay(value)))
    throw wrongValue(name, 'a day (YYYY-MM-DD), or a way back such as -7d')
  return value
}

const wrongValue = (name: string, wanted: string): AppError =>
  new AppError('invalid', `Variable ${name} takes ${wanted}.`, { reason: 'variable_type', fields: [{ path: 'variables', message: `${name} takes ${wanted}` }] })

/** What is said of narrowing SQL, whose conditions stand in its text. */
export const narrowsInsightsOnly = (): AppError => {
  const message = 'Not allowed for HogQL endpoints. Use variables instead.'
  return new AppError('invalid', message, { reason: 'override_of_sql', fields: [{ path: 'filters_override', message }] })
}

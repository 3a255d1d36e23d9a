import type { FilterGroupItem, FilterRule } from '@atrium/semantic'
import { grouped, rule, unitOf } from '../filter-rules.ts'
import { asList, asObject, asText } from '../plain.ts'
import { dimensionIn, type QueryDraft } from '../query-draft.ts'

const operators: Readonly<Record<string, FilterRule['operator']>> = {
  '==': 'equals',
  '=': 'equals',
  EQUALS: 'equals',
  IN: 'equals',
  '!=': 'notEquals',
  NOT_EQUALS: 'notEquals',
  'NOT IN': 'notEquals',
  NOT_IN: 'notEquals',
  '>': 'greaterThan',
  GREATER_THAN: 'greaterThan',
  '>=': 'greaterThanOrEqual',
  GREATER_THAN_OR_EQUAL: 'greaterThanOrEqual',
  '<': 'lessThan',
  LESS_THAN: 'lessThan',
  '<=': 'lessThanOrEqual',
  LESS_THAN_OR_EQUAL: 'lessThanOrEqual',
  'IS NULL': 'isNull',
  IS_NULL: 'isNull',
  'IS NOT NULL': 'notNull',
  IS_NOT_NULL: 'notNull',
}

/** A filter of a chart; null, and a note, for one without a counterpart. */
export function adhocFilter(draft: QueryDraft, value: unknown): FilterGroupItem | null {
  const own = asObject(value)
  const subject = asText(own['subject'])
  const word = (asText(own['operator']) ?? '').toUpperCase()
  const comparator = own['comparator']
  if (word === 'TEMPORAL_RANGE') return timeRange(draft, subject ?? null, comparator)
  const leftOut = (): null => {
    draft.notes.push(`The filter "${asText(own['sqlExpression']) ?? `${subject ?? ''} ${word}`.trim()}" was left out: the numbers are of more rows.`)
    return null
  }
  if (own['expressionType'] === 'SQL' || own['clause'] === 'HAVING' || subject === undefined) return leftOut()
  const found = dimensionIn(draft, null, subject)
  if (found === null) return leftOut()
  if (word === 'LIKE' || word === 'ILIKE') {
    const [, before, text = '', after] = /^(%?)([^%_]*)(%?)$/.exec(asText(comparator) ?? '') ?? []
    if (text === '') return leftOut()
    return rule(found.id, before === '%' ? (after === '%' ? 'include' : 'endsWith') : after === '%' ? 'startsWith' : 'equals', [text])
  }
  const operator = operators[word]
  if (operator === undefined) return leftOut()
  const values = Array.isArray(comparator) ? asList(comparator) : comparator === null || comparator === undefined ? [] : [comparator]
  return rule(found.id, operator, operator === 'isNull' || operator === 'notNull' ? [] : values)
}

/** `Last 7 days`, `Last quarter`, `2024-01-01 : 2024-06-30`; "No filter" is none. */
export function timeRange(draft: QueryDraft, column: string | null, range: unknown): FilterGroupItem | null {
  const text = asText(range)
  if (text === undefined || /^no filter$/i.test(text)) return null
  const leftOut = (why: string): null => {
    draft.notes.push(`The time range "${text}" was left out (${why}): the numbers are of more rows.`)
    return null
  }
  if (column === null) return leftOut('its column is not named')
  const found = dimensionIn(draft, null, column)
  if (found === null) return leftOut('the explore has no such column')
  const [, count, unit = ''] = /^last\s+(?:(\d+)\s+)?(\w+)$/i.exec(text.trim()) ?? []
  const unitOfTime = unitOf(unit)
  if (unitOfTime !== undefined) return rule(found.id, 'inThePast', [Number(count ?? 1)], { unitOfTime })
  const [, current = ''] = /^current\s+(\w+)$/i.exec(text.trim()) ?? []
  const currentUnit = unitOf(current)
  if (currentUnit !== undefined) return rule(found.id, 'inTheCurrent', [1], { unitOfTime: currentUnit })
  const [, from, fromTime = '', to, toTime = ''] =
    /^\s*(?:(\d{4}-\d{2}-\d{2})(T[\d:.]*)?)?\s+:\s+(?:(\d{4}-\d{2}-\d{2})(T[\d:.]*)?)?\s*$/.exec(` ${text} `) ?? []
  if (/[1-9]/.test(fromTime + toTime)) return leftOut('it begins or ends within a day')
  // The end is not of the range, where "between" has all of its last day.
  const ends = [...(from === undefined ? [] : [rule(found.id, 'greaterThanOrEqual', [from])]), ...(to === undefined ? [] : [rule(found.id, 'lessThan', [to])])]
  return grouped('and', ends) ?? leftOut('it is written in a way that is not known here')
}

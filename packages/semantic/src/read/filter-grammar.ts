import type { FilterOperator, FilterSettings, UnitOfTime } from '../types/field.ts'

/** What one filter text means; `error` says why it means nothing. */
export type ParsedFilter = { operator: FilterOperator; values: unknown[]; settings?: FilterSettings } | { error: string }

type Literal = string | number | boolean | null

const units: readonly UnitOfTime[] = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'quarters', 'years']
const relative = /^(inThePast|notInThePast|inTheNext)\s+(\d{1,9})\s+(completed\s+)?(\w+)$/i
const current = /^(inTheCurrent|notInTheCurrent)\s+(\w+)$/i
const between = /^(inBetween|notInBetween)\s+(.+?)\s+and\s+(.+)$/i
const comparison = /^(>=|<=|>|<)\s*(.*)$/s
const comparisons: Record<string, FilterOperator> = {
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
}
const relativeNames = { inthepast: 'inThePast', notinthepast: 'notInThePast', inthenext: 'inTheNext' } as const
const number = /^[+-]?(\d+\.?\d*|\.\d+)$/
const date = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * The grammar of YAML filters: `x`, `!x`, `null`, `!null`, `%x%`, `!%x%`, `x%`, `%x`, `> 5` (numbers and dates), `inThePast
 * 7 days`, `inThePast 2 completed weeks`, `inTheNext 3 months`, `inTheCurrent year`, `inBetween a and b`. Quotes make
 * anything plain text. Numbers, true and false are themselves. A list means any of its values.
 */
export function parseFilter(value: Literal | readonly Literal[]): ParsedFilter {
  if (!isList(value)) return parseOne(value)
  if (value.length === 0) return { error: 'the list is empty' }
  const [first, ...others] = value.map(parseOne)
  if (first === undefined || 'error' in first) return first ?? { error: 'the list is empty' }
  const values = [...first.values]
  for (const other of others) {
    if ('error' in other) return other
    if (other.operator !== first.operator || !listable.has(first.operator)) return { error: 'a list needs values of one kind, such as [a, b] or ["!a", "!b"]' }
    values.push(...other.values)
  }
  return { ...first, values }
}

const isList = (value: Literal | readonly Literal[]): value is readonly Literal[] => Array.isArray(value)

const listable = new Set<FilterOperator>(['equals', 'notEquals', 'include', 'doesNotInclude', 'startsWith', 'endsWith'])

function parseOne(value: Literal): ParsedFilter {
  if (value === null) return { operator: 'isNull', values: [] }
  if (typeof value !== 'string') return { operator: 'equals', values: [value] }
  const text = value.trim()
  if (text === '') return { error: 'it is empty' }
  const quoted = unquoted(text)
  if (quoted !== undefined) return { operator: 'equals', values: [quoted] }
  if (text === 'null') return { operator: 'isNull', values: [] }
  if (text === '!null') return { operator: 'notNull', values: [] }
  return parseTime(text) ?? parseComparison(text) ?? parseText(text)
}

function parseTime(text: string): ParsedFilter | undefined {
  const past = relative.exec(text)
  if (past !== null) {
    const unit = unitOf(past[4] ?? '')
    if (unit === undefined) return { error: `${past[4]} is not a unit of time (${units.join(', ')})` }
    const operator = relativeNames[(past[1] ?? '').toLowerCase() as keyof typeof relativeNames]
    return { operator, values: [Number(past[2])], settings: { unitOfTime: unit, completed: past[3] !== undefined } }
  }
  const now = current.exec(text)
  if (now !== null) {
    const unit = unitOf(now[2] ?? '')
    if (unit === undefined) return { error: `${now[2]} is not a unit of time (${units.join(', ')})` }
    return { operator: /^not/i.test(text) ? 'notInTheCurrent' : 'inTheCurrent', values: [1], settings: { unitOfTime: unit, completed: false } }
  }
  const range = between.exec(text)
  if (range !== null) {
    const ends = [comparable(range[2] ?? ''), comparable(range[3] ?? '')]
    if (ends.includes(undefined)) return { error: 'inBetween needs two numbers or two dates, such as inBetween 2024-01-01 and 2024-01-31' }
    return { operator: /^not/i.test(text) ? 'notInBetween' : 'inBetween', values: ends }
  }
  if (/^(not)?in(the(past|next|current)|between)\b/i.test(text)) return { error: 'write it like "inThePast 7 days" or "inTheCurrent month"' }
}

function parseComparison(text: string): ParsedFilter | undefined {
  const [, sign, rest] = comparison.exec(text) ?? []
  const operator = sign === undefined ? undefined : comparisons[sign]
  if (operator === undefined) return undefined
  const value = comparable(rest ?? '')
  return value === undefined ? { error: `${sign} needs a number or a date` } : { operator, values: [value] }
}

function parseText(text: string): ParsedFilter {
  const negated = text.startsWith('!')
  const rest = negated ? text.slice(1).trim() : text
  if (rest === '' || rest === '%' || rest === '%%') return { error: 'a value is missing' }
  const quoted = unquoted(rest)
  if (quoted !== undefined) return { operator: negated ? 'notEquals' : 'equals', values: [quoted] }
  const starts = rest.startsWith('%')
  const ends = rest.endsWith('%')
  if (starts && ends) return { operator: negated ? 'doesNotInclude' : 'include', values: [rest.slice(1, -1)] }
  if (starts || ends) {
    if (negated) return { error: '! goes with a value or %value%, not with a beginning or an end' }
    return starts ? { operator: 'endsWith', values: [rest.slice(1)] } : { operator: 'startsWith', values: [rest.slice(0, -1)] }
  }
  return { operator: negated ? 'notEquals' : 'equals', values: [rest] }
}

function unquoted(text: string): string | undefined {
  const [, quote, inner] = /^(["'])(.*)\1$/s.exec(text) ?? []
  return quote === undefined || inner === undefined || inner.includes(quote) ? undefined : inner
}

function comparable(text: string): string | number | undefined {
  const trimmed = unquoted(text.trim()) ?? text.trim()
  if (number.test(trimmed)) return Number(trimmed)
  return date.test(trimmed) ? trimmed : undefined
}

function unitOf(word: string): UnitOfTime | undefined {
  const lower = word.toLowerCase()
  return units.find((unit) => unit === lower || unit === `${lower}s`)
}

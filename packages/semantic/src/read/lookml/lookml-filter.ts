import type { FilterOperator, UnitOfTime } from '../../types/field.ts'

/** What a Looker filter expression means for a field of a kind; `why` says why it is not read. */
export type ReadFilter = ReadRule | { why: string }
/** `differs` says in which respect the rule is not quite what was written. */
export type ReadRule = { operator: FilterOperator; values: unknown[]; settings?: { unitOfTime: UnitOfTime; completed: boolean }; differs?: string }

export type FilterKind = 'string' | 'number' | 'yesno' | 'time'

const units: Record<string, UnitOfTime> = {
  second: 'seconds',
  minute: 'minutes',
  hour: 'hours',
  day: 'days',
  week: 'weeks',
  month: 'months',
  quarter: 'quarters',
  year: 'years',
}

/** Reads the part of Looker's filter expressions that has a counterpart; anything else is answered with a reason. */
export function lookmlFilter(text: string, kind: FilterKind): ReadFilter {
  const written = text.trim()
  const unread = { why: `its filter "${written}" is not read here` }
  if (/^null$/i.test(written)) return { operator: 'isNull', values: [] }
  if (/^(-|not )null$/i.test(written)) return { operator: 'notNull', values: [] }
  switch (kind) {
    case 'yesno':
      return /^(yes|no)$/i.test(written) ? { operator: 'equals', values: [/^yes$/i.test(written)] } : unread
    case 'number':
      return numberFilter(written) ?? unread
    case 'time':
      return timeFilter(written) ?? unread
    case 'string':
      return stringFilter(written) ?? unread
  }
}

const comparisons: Record<string, FilterOperator> = { '>': 'greaterThan', '>=': 'greaterThanOrEqual', '<': 'lessThan', '<=': 'lessThanOrEqual' }

const number = String.raw`(-?\d+(?:\.\d+)?)`
const comparison = new RegExp(`^(>=|<=|>|<)\\s*${number}$`)
const range = new RegExp(`^(?:\\[\\s*${number}\\s*,\\s*${number}\\s*\\]|${number} to ${number})$`, 'i')

function numberFilter(text: string): ReadFilter | undefined {
  const [, sign, bound] = comparison.exec(text) ?? []
  const operator = sign === undefined ? undefined : comparisons[sign]
  if (operator !== undefined) return { operator, values: [Number(bound)] }
  const ends = range
    .exec(text)
    ?.slice(1)
    .filter((end) => end !== undefined)
  if (ends !== undefined) return { operator: 'inBetween', values: ends.map(Number) }
  const negated = /^(?:not |<>|!=)\s*/i.exec(text)?.[0] ?? ''
  const numbers = text
    .slice(negated.length)
    .split(',')
    .map((part) => part.trim())
  if (numbers.some((part) => !/^-?\d+(\.\d+)?$/.test(part))) return undefined
  return { operator: negated === '' ? 'equals' : 'notEquals', values: numbers.map(Number) }
}

function timeFilter(text: string): ReadFilter | undefined {
  const [, count = '1', unit = ''] = /^(?:last |past )?(\d+) (second|minute|hour|day|week|month|quarter|year)s?$/i.exec(text) ?? []
  if (unit !== '') {
    const rule = relative('inThePast', Number(count), unit, false)
    return rule === undefined ? undefined : { ...rule, differs: `"${text}" ends now and not with the current ${unit.toLowerCase()}` }
  }
  const [, complete, whole] = /^(\d+) (second|minute|hour|day|week|month|quarter|year)s? ago for \1 \2s?$/i.exec(text) ?? []
  if (complete !== undefined && whole !== undefined) return relative('inThePast', Number(complete), whole, true)
  const [, last] = /^last (day|week|month|quarter|year)$/i.exec(text) ?? []
  if (last !== undefined || /^yesterday$/i.test(text)) return relative('inThePast', 1, last ?? 'day', true)
  const [, current] = /^this (day|week|month|quarter|year)$/i.exec(text) ?? []
  if (current !== undefined || /^today$/i.test(text)) return relative('inTheCurrent', 1, current ?? 'day', false)
  const [, side, day] = /^(before|after|on or after) (\d{4}[-/]\d{2}[-/]\d{2})$/i.exec(text) ?? []
  if (side !== undefined) return { operator: /^before$/i.test(side) ? 'lessThan' : 'greaterThanOrEqual', values: [dashed(day ?? '')] }
  return /^\d{4}[-/]\d{2}[-/]\d{2}$/.test(text) ? { operator: 'equals', values: [dashed(text)] } : undefined
}

const dashed = (day: string): string => day.replaceAll('/', '-')

function relative(operator: FilterOperator, count: number, unit: string, completed: boolean): ReadRule | undefined {
  const unitOfTime = units[unit.toLowerCase()]
  return unitOfTime === undefined ? undefined : { operator, values: [count], settings: { unitOfTime, completed } }
}

function stringFilter(text: string): ReadFilter | undefined {
  if (text === '' || /^-?empty$/i.test(text)) return undefined
  // A value in quotes may hold commas; ^ takes the meaning from the sign behind it.
  const parts = (text.match(/"[^"]*"|(?:\^.|[^,])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '')
  const read = parts.map((part) => {
    const negated = part.startsWith('-')
    const value = (negated ? part.slice(1) : part).replace(/^"(.*)"$/, '$1')
    const starts = value.startsWith('%')
    const ends = value.endsWith('%') && !value.endsWith('^%')
    const plain = value.slice(starts ? 1 : 0, ends ? -1 : undefined).replaceAll(/\^(.)/g, '$1')
    const operator = stringOperator({ negated, starts, ends })
    return operator === undefined || /(?<!\^)[%_]/.test(value.slice(1, -1)) ? undefined : { operator, value: plain }
  })
  const [first] = read
  if (first === undefined || read.some((one) => one?.operator !== first.operator)) return undefined
  return { operator: first.operator, values: read.map((one) => one?.value) }
}

function stringOperator({ negated, starts, ends }: { negated: boolean; starts: boolean; ends: boolean }): FilterOperator | undefined {
  if (starts && ends) return negated ? 'doesNotInclude' : 'include'
  if (starts || ends) return negated ? undefined : starts ? 'endsWith' : 'startsWith'
  return negated ? 'notEquals' : 'equals'
}

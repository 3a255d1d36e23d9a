import type { FilterGroupItem } from '@atrium/semantic'
import { grouped, rule, unitOf } from '../filter-rules.ts'
import { asList, asNumber, asObject, asText } from '../plain.ts'
import { filteredDimension, type ModelDraft } from './columns.ts'

const bounds = { gt: 'greaterThan', gte: 'greaterThanOrEqual', lt: 'lessThan', lte: 'lessThanOrEqual' } as const

/** A filter; null, and a note, for one without a counterpart. One without values filters nothing. */
export function filterOf(asked: ModelDraft, value: unknown): FilterGroupItem | null {
  const own = asObject(value)
  const columnId = asText(own['columnId']) ?? ''
  const fieldId = filteredDimension(asked, columnId)
  const leftOut = (): null => {
    asked.draft.notes.push(`The filter on "${columnId}" was left out: the numbers are of more rows.`)
    return null
  }
  if (fieldId === null) return leftOut()
  if (own['values'] !== undefined) return ofValues(fieldId, asList(own['values']), false)
  if (own['excludeValues'] !== undefined) return ofValues(fieldId, asList(own['excludeValues']), true)
  if (own['range'] !== undefined) return ofRange(fieldId, asList(own['range'])) ?? leftOut()
  const parts = Object.entries(bounds).flatMap(([key, operator]) => {
    const bound = own[key]
    return bound === undefined ? [] : isLiteral(bound) ? [rule(fieldId, operator, [bound])] : [null]
  })
  const known = parts.filter((part) => part !== null)
  return known.length === parts.length && known.length > 0 ? grouped('and', known) : leftOut()
}

const isLiteral = (bound: unknown): boolean => typeof bound === 'string' || typeof bound === 'number' || typeof bound === 'boolean'

function ofValues(fieldId: string, values: readonly unknown[], isExcluded: boolean): FilterGroupItem | null {
  const given = values.filter((value) => value !== null)
  const some = given.length === 0 ? [] : [rule(fieldId, isExcluded ? 'notEquals' : 'equals', given)]
  const none = values.includes(null) ? [rule(fieldId, isExcluded ? 'notNull' : 'isNull')] : []
  return grouped(isExcluded ? 'and' : 'or', [...some, ...none])
}

/** From and to, both of literals; or from some units ago until now. */
function ofRange(fieldId: string, [from, to]: readonly unknown[]): FilterGroupItem | null {
  if (isLiteral(from) && isLiteral(to)) return rule(fieldId, 'inBetween', [from, to])
  const [start, end] = [relative(from), relative(to)]
  if (start === null || end === null || end.count !== 0 || start.count >= 0 || start.unit === undefined) return null
  const completed = start.isStart && end.isStart
  if (start.isStart !== end.isStart) return null
  return rule(fieldId, 'inThePast', [-start.count], { unitOfTime: start.unit, ...(completed ? { completed: true } : {}) })
}

/** `[-6, month, {startOfPeriod: true}]` */
function relative(bound: unknown): { count: number; unit: ReturnType<typeof unitOf>; isStart: boolean } | null {
  const [count, unit, options] = asList(bound)
  const number = asNumber(count)
  return number === undefined ? null : { count: number, unit: unitOf(asText(unit) ?? ''), isStart: asObject(options)['startOfPeriod'] === true }
}

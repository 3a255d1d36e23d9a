import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { likePattern } from '../../../platform/db/like-pattern.ts'
import { AppError } from '../../../platform/errors.ts'
import { attributePath, type Filter, type FilterValue } from './filter.ts'

/**
 * An attribute that a filter or an order may name. `exact` texts are compared with case; `among` wraps a condition on
 * one value of many.
 */
export type Attribute = {
  column: RawBuilder<unknown>
  is: 'text' | 'exact' | 'boolean' | 'moment'
  among?: (condition: RawBuilder<SqlBool>) => RawBuilder<SqlBool>
}

/** By path in lower case. */
export type Attributes = Readonly<Record<string, Attribute>>

/** A filter as a condition on the columns of its attributes. Throws `invalid` (`invalidFilter`) for an attribute that is none. */
export function conditionOf(filter: Filter | null, attributes: Attributes): RawBuilder<SqlBool> {
  if (filter === null) return sql`true`
  switch (filter.op) {
    case 'and':
    case 'or':
      return sql`(${sql.join(
        filter.filters.map((part) => conditionOf(part, attributes)),
        filter.op === 'and' ? sql` and ` : sql` or `,
      )})`
    case 'not':
      return sql`not coalesce(${conditionOf(filter.filter, attributes)}, false)`
    case 'pr': {
      const { column, among = itself } = attributeOf(filter.path, attributes)
      return among(sql`(${column} is not null and ${column}::text <> '')`)
    }
    default: {
      const { op, path, value } = filter
      const attribute = attributeOf(path, attributes)
      const { among = itself } = attribute
      // That none of many is something is not that one of them is something else.
      if (op === 'ne') return sql`not coalesce(${among(compare(attribute, 'eq', value, path))}, false)`
      return among(compare(attribute, op, value, path))
    }
  }
}

/** The column to order by. Throws `invalid` (`invalidValue`) for an attribute that has no order. */
export function orderOf(sortBy: string, attributes: Attributes): RawBuilder<unknown> {
  const path = attributePath(sortBy)
  const attribute = Object.hasOwn(attributes, path) ? attributes[path] : undefined
  if (attribute === undefined || attribute.among !== undefined) {
    throw new AppError('invalid', `There is no order by "${sortBy}".`, { reason: 'invalidValue' })
  }
  return attribute.is === 'text' ? sql`lower(${attribute.column})` : attribute.column
}

const itself = (condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> => condition

function attributeOf(path: string, attributes: Attributes): Attribute {
  const attribute = Object.hasOwn(attributes, path) ? attributes[path] : undefined
  if (attribute === undefined) {
    throw new AppError('invalid', `There is no filter by "${path}". Known are ${Object.keys(attributes).join(', ')}.`, { reason: 'invalidFilter' })
  }
  return attribute
}

const operators = { eq: sql`=`, gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` } as const

type Compared = Exclude<Extract<Filter, { value: unknown }>['op'], 'ne'>

function compare({ column, is }: Attribute, op: Compared, value: FilterValue, path: string): RawBuilder<SqlBool> {
  if (value === null) {
    if (op !== 'eq') throw unfit(op, path)
    return sql`${column} is null`
  }
  if (is === 'boolean') {
    // Some providers write it as a text.
    const wanted = String(value).toLowerCase()
    if (op !== 'eq' || (wanted !== 'true' && wanted !== 'false')) throw unfit(op, path)
    return sql`${column} = ${wanted === 'true'}`
  }
  if (is === 'moment') {
    const moment = new Date(String(value))
    // Nothing of ours is older than the first year, and the store writes moments before it in another way.
    if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1 || op === 'co' || op === 'sw' || op === 'ew') throw unfit(op, path)
    return sql`date_trunc('milliseconds', ${column}) ${operators[op]} ${moment}`
  }
  const [left, text] = is === 'exact' ? [sql`${column}::text`, String(value)] : [sql`lower(${column})`, String(value).toLowerCase()]
  switch (op) {
    case 'co':
      return sql`${left} like ${likePattern(text)}`
    case 'sw':
      return sql`starts_with(${left}, ${text})`
    case 'ew':
      return sql`right(${left}, length(${text}::text)) = ${text}::text`
    default:
      return sql`${left} ${operators[op]} ${text}`
  }
}

const unfit = (op: string, path: string): AppError =>
  new AppError('invalid', `"${path}" cannot be compared with "${op}" to this value.`, { reason: 'invalidFilter' })

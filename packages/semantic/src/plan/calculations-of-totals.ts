import { findColumn, type ResultField, sameText } from '../formula/find-column.ts'
import { type Formula, FormulaError, isFormula } from '../formula/formula.ts'
import { formulaFunctions } from '../formula/functions.ts'
import { parseFormula } from '../formula/parse-formula.ts'
import { getItemLabel, getItemType } from '../format/item.ts'
import { fieldIdOf } from '../names/field-id.ts'
import type { FieldId, Item, MetricQuery, TableCalculation } from '../types/metric-query.ts'
import { hasNoTotal } from './metrics-of-totals.ts'
import { fieldReferences } from './sql-template.ts'

/**
 * Why a calculation has no total: it looks at other rows (a rank, a running total), at a dimension that a total has no
 * value of, at the sum of a metric that cannot be added up, or at something that totals do not have.
 */
export type WithoutTotal = 'other_rows' | 'dimension' | 'not_additive' | 'unknown'

type Look = { itemOf: (fieldId: FieldId) => Item | undefined; dimensions?: readonly FieldId[] }

/**
 * The calculations of a query that mean nothing on its totals, with the reason. All others are evaluated on the row of
 * totals: arithmetic of metrics is that of their totals, and a sum over all rows is the total itself, so a share of it
 * is 100 % of everything. `dimensions` are those that the totals are told apart by.
 */
export function calculationsWithoutTotal(query: MetricQuery, { itemOf, dimensions = [] }: Look): ReadonlyMap<string, WithoutTotal> {
  const calculations = new Map(query.tableCalculations.map((calculation) => [calculation.name, calculation]))
  const fields = [...query.dimensions, ...query.metrics].map((fieldId) => resultField(fieldId, itemOf(fieldId), query))
  const decided = new Map<string, WithoutTotal | null>()

  const ofField = ({ fieldId, isDimension }: ResultField): WithoutTotal | null => {
    if (isDimension) return dimensions.includes(fieldId) ? null : 'dimension'
    return hasNoTotal(query, fieldId, { itemOf, dimensions }) ? 'unknown' : null
  }
  const isAddable = ({ fieldId, isDimension }: ResultField): boolean => !isDimension && isAdditive(itemOf(fieldId))

  const ofCalculation = (calculation: TableCalculation): WithoutTotal | null => {
    const known = decided.get(calculation.name)
    if (known !== undefined) return known
    // Whoever leads back here goes in a circle, which the query itself is refused for.
    decided.set(calculation.name, 'unknown')
    const found = isFormula(calculation.sql) ? ofFormula(calculation) : ofSql(calculation.sql)
    decided.set(calculation.name, found)
    return found
  }

  const ofFormula = (calculation: TableCalculation): WithoutTotal | null => {
    const others = query.tableCalculations.filter((other) => other !== calculation)
    const columnOf = (name: string, at: number): TableCalculation | ResultField =>
      others.find((one) => one.name === name) ?? others.find((one) => sameText(one.displayName, name)) ?? findColumn(name, at, fields)
    const walk = (node: Formula): WithoutTotal | null => {
      switch (node.kind) {
        case 'number':
        case 'text':
        case 'boolean':
          return null
        case 'column': {
          const column = columnOf(node.name, node.at)
          return 'fieldId' in column ? ofField(column) : ofCalculation(column)
        }
        case 'negate':
        case 'percent':
          return walk(node.operand)
        case 'binary':
          return walk(node.left) ?? walk(node.right)
        case 'call':
          return ofCall(node)
      }
    }
    const ofCall = ({ name, args }: Formula & { kind: 'call' }): WithoutTotal | null => {
      if (name === 'SUM' || name === 'PERCENT_OF_TOTAL') {
        const [summed, ...parts] = args
        const column = summed?.kind === 'column' ? columnOf(summed.name, summed.at) : undefined
        if (column === undefined || !('fieldId' in column) || !isAddable(column)) return 'not_additive'
        return firstOf(parts, walk)
      }
      if (looksAtOtherRows(name, args, (arg) => arg.kind === 'column' && isDimension(columnOf(arg.name, arg.at)))) return 'other_rows'
      return firstOf(args, walk)
    }
    try {
      return walk(parseFormula(calculation.sql))
    } catch (cause) {
      if (!(cause instanceof FormulaError)) throw cause
      return 'unknown'
    }
  }

  const ofSql = (sql: string): WithoutTotal | null => {
    const bare = sql.replaceAll(textsAndComments, ' ')
    const addable = (inner: string): boolean => {
      const field = fieldNamed(inner)
      return field !== undefined && isAddable(field)
    }
    if (wholeSums(bare).some((inner) => !addable(inner))) return 'not_additive'
    if (/\bover\b|\bselect\b/i.test(bare.replaceAll(wholeSum, ' '))) return 'other_rows'
    return firstOf(fieldReferences(bare), ({ table, name }) => {
      const calculation = table === undefined ? calculations.get(name) : undefined
      if (calculation !== undefined) return ofCalculation(calculation)
      const field = fieldNamed(table === undefined ? name : `${table}.${name}`)
      return field === undefined ? 'unknown' : ofField(field)
    })
  }

  const fieldNamed = (inner: string): ResultField | undefined => {
    const dot = inner.indexOf('.')
    const fieldId = dot === -1 ? inner.trim() : fieldIdOf(inner.slice(0, dot).trim(), inner.slice(dot + 1).trim())
    return fields.find((field) => field.fieldId === fieldId || field.fieldId === inner.trim())
  }

  const without = new Map<string, WithoutTotal>()
  for (const calculation of calculations.values()) {
    const reason = ofCalculation(calculation)
    if (reason !== null) without.set(calculation.name, reason)
  }
  return without
}

/** What a reader of SQL must not take for a keyword. */
const textsAndComments = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g

/** The sum of one field over all rows, as a share of the total is written. */
const wholeSum = /\bsum\s*\(\s*\$\{([^{}]*)\}\s*\)\s*over\s*\(\s*\)/gi

const wholeSums = (sql: string): string[] => [...sql.matchAll(wholeSum)].map(([, inner = '']) => inner)

function firstOf<T>(list: readonly T[], reasonOf: (item: T) => WithoutTotal | null): WithoutTotal | null {
  for (const item of list) {
    const reason = reasonOf(item)
    if (reason !== null) return reason
  }
  return null
}

const isDimension = (column: TableCalculation | ResultField): boolean => 'isDimension' in column && column.isDimension

/** The least and greatest of numbers stand in one row; of one number, or by dimensions, they are over all rows. */
function looksAtOtherRows(name: string, args: readonly Formula[], isPart: (arg: Formula) => boolean): boolean {
  if (name === 'MIN' || name === 'MAX') return args.length === 1 || args.slice(1).every(isPart)
  return formulaFunctions[name]?.window === true
}

/** True for what can be added up over groups: the groups of a distinct count, an average or a ratio cannot. */
function isAdditive(item: Item | undefined): boolean {
  if (item === undefined || !('type' in item) || (item.type !== 'sum' && item.type !== 'count')) return false
  return !('nonAdditive' in item || 'cumulative' in item || 'offset' in item || 'conversion' in item)
}

function resultField(fieldId: FieldId, item: Item | undefined, { dimensions }: MetricQuery): ResultField {
  return {
    fieldId,
    name: item?.name ?? fieldId,
    label: item === undefined ? fieldId : getItemLabel(item),
    type: item === undefined ? 'number' : getItemType(item),
    isDimension: dimensions.includes(fieldId),
  }
}

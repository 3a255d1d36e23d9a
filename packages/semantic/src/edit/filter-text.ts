import { parseFilter } from '../read/filter-grammar.ts'
import type { FilterOperator, MetricFilterRule } from '../types/field.ts'
import type { YamlData } from './yaml-text.ts'

type Condition = Pick<MetricFilterRule, 'operator' | 'values' | 'settings'>
type Literal = string | number | boolean

const affixes: Partial<Record<FilterOperator, readonly [string, string]>> = {
  equals: ['', ''],
  notEquals: ['!', ''],
  include: ['%', '%'],
  doesNotInclude: ['!%', '%'],
  startsWith: ['', '%'],
  endsWith: ['%', ''],
  lessThan: ['< ', ''],
  lessThanOrEqual: ['<= ', ''],
  greaterThan: ['> ', ''],
  greaterThanOrEqual: ['>= ', ''],
}
const spans = new Set<FilterOperator>(['inThePast', 'notInThePast', 'inTheNext'])
const currents = new Set<FilterOperator>(['inTheCurrent', 'notInTheCurrent'])
const ranges = new Set<FilterOperator>(['inBetween', 'notInBetween'])

/** A condition in the grammar of YAML filters; null where reading it back would not give the same condition. */
export function filterText(condition: Condition): YamlData | null {
  const written = write(condition)
  return written !== null && readsBack(written, condition) ? written : null
}

function write({ operator, values = [], settings }: Condition): YamlData | null {
  if (operator === 'isNull') return 'null'
  if (operator === 'notNull') return '!null'
  const [first, second] = values as Literal[]
  if (first === undefined) return null
  if (spans.has(operator)) return `${operator} ${first}${settings?.completed === true ? ' completed' : ''} ${settings?.unitOfTime ?? ''}`
  if (currents.has(operator)) return `${operator} ${settings?.unitOfTime ?? ''}`
  if (ranges.has(operator)) return `${operator} ${first} and ${second}`
  const affix = affixes[operator]
  if (affix === undefined) return null
  const texts = (values as Literal[]).map((value) => literal(operator, value, affix))
  return texts.length === 1 ? (texts[0] ?? null) : texts
}

/** Numbers and the like are themselves; a text that reads as something else is quoted once more. */
function literal(operator: FilterOperator, value: Literal, [before, after]: readonly [string, string]): Literal {
  if (operator === 'equals' && typeof value !== 'string') return value
  const plain = `${before}${value}${after}`
  if (operator !== 'equals' && operator !== 'notEquals') return plain
  const read = parseFilter(plain)
  return 'operator' in read && read.operator === operator && read.values[0] === value ? plain : `${before}"${value}"`
}

function readsBack(written: YamlData, { operator, values = [], settings }: Condition): boolean {
  const read = parseFilter(written as Literal | Literal[])
  if ('error' in read || read.operator !== operator) return false
  if (operator === 'isNull' || operator === 'notNull') return true
  const same = currents.has(operator) || JSON.stringify(read.values) === JSON.stringify(values)
  return same && read.settings?.unitOfTime === settings?.unitOfTime && (read.settings?.completed ?? false) === (settings?.completed ?? false)
}

import { isNumericItem, type FieldId, type ItemsMap } from '@atrium/semantic'
import { cellOf, type ResultRow } from './chart-result.ts'
import { shownNumber } from './shown-number.ts'

/** A condition on a cell, or with `compareTarget` on how it stands to another cell of its row. */
export type FormatRule = { operator: string; values?: unknown[] | undefined; compareTarget?: { fieldId: FieldId } | null | undefined }

/** True when a cell fulfils a rule. Of several values one is enough; a rule that does not fit the kind of value never holds. */
export function ruleHolds(rule: FormatRule, row: ResultRow, { fieldId, fields }: { fieldId: FieldId; fields: ItemsMap }): boolean {
  const valueOf = (id: FieldId): unknown => (isNumericItem(fields[id]) ? shownNumber(fields[id], row, id) : cellOf(row, id).raw)
  const own = valueOf(fieldId)
  const others = rule.compareTarget ? [valueOf(rule.compareTarget.fieldId)] : (rule.values ?? [])
  switch (rule.operator) {
    case 'isNull':
      return own === null
    case 'notNull':
      return own !== null
    case 'equals':
      return others.some((other) => isEqual(own, other))
    case 'notEquals':
      return others.length > 0 && !others.some((other) => isEqual(own, other))
    case 'lessThan':
      return ordered(own, others, (a, b) => a < b)
    case 'lessThanOrEqual':
      return ordered(own, others, (a, b) => a <= b)
    case 'greaterThan':
      return ordered(own, others, (a, b) => a > b)
    case 'greaterThanOrEqual':
      return ordered(own, others, (a, b) => a >= b)
    case 'inBetween':
      return isBetween(own, others) === true
    case 'notInBetween':
      return isBetween(own, others) === false
    case 'startsWith':
      return texts(own, others, (a, b) => a.startsWith(b))
    case 'endsWith':
      return texts(own, others, (a, b) => a.endsWith(b))
    case 'include':
      return texts(own, others, (a, b) => a.includes(b))
    case 'doesNotInclude':
      return typeof own === 'string' && others.length > 0 && !texts(own, others, (a, b) => a.includes(b))
    default:
      return false
  }
}

/** Numbers of a rule may have been typed as text. */
function isEqual(own: unknown, other: unknown): boolean {
  if (own === null) return false
  return own === other || (typeof own === 'number' && typeof other === 'string' && other.trim() !== '' && own === Number(other))
}

const ordered = (own: unknown, others: readonly unknown[], compare: (a: number, b: number) => boolean): boolean =>
  typeof own === 'number' && others.some((other) => isNumber(other) && compare(own, Number(other)))

const isNumber = (value: unknown): boolean => typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))

function isBetween(own: unknown, [low, high]: readonly unknown[]): boolean | undefined {
  if (typeof own !== 'number' || !isNumber(low) || !isNumber(high)) return undefined
  return own >= Number(low) && own <= Number(high)
}

const texts = (own: unknown, others: readonly unknown[], compare: (a: string, b: string) => boolean): boolean =>
  typeof own === 'string' && others.some((other) => typeof other === 'string' && other !== '' && compare(own, other))

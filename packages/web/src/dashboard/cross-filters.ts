import type { DashboardFilterRule, DashboardFilters } from '@atrium/documents'
import { z } from 'zod'

/** Values of a field that a viewer clicked on a tile: the other tiles keep to them, or leave them out. */
export type CrossFilter = {
  fieldId: string
  tableName: string
  /** The tile that was clicked; it goes on showing everything. */
  tileUuid: string
  values: readonly unknown[]
  isExcluded: boolean
}

/** A value that was clicked. */
export type ClickedValue = Pick<CrossFilter, 'fieldId' | 'tableName' | 'tileUuid'> & { value: unknown }

const written = z
  .array(z.object({ field: z.string(), table: z.string(), tile: z.string(), values: z.array(z.unknown()).min(1).max(500), not: z.literal(true).optional() }))
  .max(50)

/** Cross-filters as text for the address; empty for none. */
export const writeCrossFilters = (filters: readonly CrossFilter[]): string =>
  filters.length === 0
    ? ''
    : JSON.stringify(
        filters.map(({ fieldId, tableName, tileUuid, values, isExcluded }) => ({
          field: fieldId,
          table: tableName,
          tile: tileUuid,
          values,
          ...(isExcluded ? { not: true } : {}),
        })),
      )

/** Cross-filters of an address. Text that cannot be understood is none. */
export function readCrossFilters(text: string): CrossFilter[] {
  if (text === '') return []
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return []
  }
  const parsed = written.safeParse(given)
  if (!parsed.success) return []
  return parsed.data.map(({ field, table, tile, values, not }) => ({
    fieldId: field,
    tableName: table,
    tileUuid: tile,
    values,
    isExcluded: not === true,
  }))
}

/**
 * The cross-filters after a click. Alone, the clicked values take the place of all others, and the same click again
 * takes them away. With `add` they join what is there: another value of a field beside its values, or, when it is one of
 * them already, without it.
 */
export function withClick(
  before: readonly CrossFilter[],
  clicked: readonly ClickedValue[],
  { add, isExcluded }: { add: boolean; isExcluded: boolean },
): CrossFilter[] {
  const alone = clicked.map(({ value, ...of }): CrossFilter => ({ ...of, values: [value], isExcluded }))
  if (!add) return writeCrossFilters(alone) === writeCrossFilters(before) ? [] : alone
  return alone.reduce<CrossFilter[]>(added, [...before])
}

function added(filters: CrossFilter[], { values: [value], ...of }: CrossFilter): CrossFilter[] {
  const known = filters.find(({ fieldId, isExcluded }) => fieldId === of.fieldId && isExcluded === of.isExcluded)
  // "Is empty" is a question of its own, not one value of a list.
  if (known === undefined || value === null || known.values.includes(null)) return [...filters.filter((each) => each !== known), { ...of, values: [value] }]
  const values = known.values.includes(value) ? known.values.filter((each) => each !== value) : [...known.values, value]
  return filters.flatMap((each) => (each !== known ? [each] : values.length === 0 ? [] : [{ ...known, tileUuid: of.tileUuid, values }]))
}

const idPrefix = 'cross:'

/** Whether a filter comes from a click on a tile. */
export const isCrossRule = ({ id }: Pick<DashboardFilterRule, 'id'>): boolean => id.startsWith(idPrefix)

/** A cross-filter as the filter that tiles are asked with. */
export function crossRule({ fieldId, tableName, tileUuid, values, isExcluded }: CrossFilter): DashboardFilterRule {
  const rule = { id: `${idPrefix}${isExcluded ? 'not:' : ''}${fieldId}`, target: { fieldId, tableName }, tileTargets: { [tileUuid]: false as const } }
  if (values.includes(null)) return { ...rule, operator: isExcluded ? 'notNull' : 'isNull', values: [] }
  return { ...rule, operator: isExcluded ? 'notEquals' : 'equals', values: [...values] }
}

/** The filters of a dashboard with those that were clicked. */
export const withCrossFilters = (filters: DashboardFilters, cross: readonly CrossFilter[]): DashboardFilters =>
  cross.length === 0 ? filters : { ...filters, dimensions: [...filters.dimensions, ...cross.map(crossRule)] }

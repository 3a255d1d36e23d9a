import type { DimensionType } from '../types/field.ts'

/** A value of each type to stand in for null where only equality can be hashed. */
export type StandIns = Record<DimensionType, (sql: string) => string>

/**
 * Null-safe equality out of plain equality, for engines that hash nothing else or refuse anything else in a FULL
 * JOIN: null becomes a stand-in, and what is null on one side must be null on the other.
 */
export function equalWithStandIn(standIns: StandIns): (a: string, b: string, type: DimensionType) => string {
  const isNull = (sql: string): string => `CASE WHEN ${sql} IS NULL THEN 1 ELSE 0 END`
  return (a, b, type) => `${standIns[type](a)} = ${standIns[type](b)} AND ${isNull(a)} = ${isNull(b)}`
}

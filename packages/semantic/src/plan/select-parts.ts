import type { DimensionType } from '../types/field.ts'
import type { TableCalculation } from '../types/metric-query.ts'
import type { PlanContext } from './plan-context.ts'

/** A named query before the main one. */
export type Cte = { name: string; sql: string }

/** Queries before the main one, and the main one, without order and limit. */
export type Core = { ctes: Cte[]; select: string }

/** One column of a select list. */
export type Column = { fieldId: string; sql: string }

/** A name made up within the statement, which is no field's. */
export const innerName = ({ dialect }: PlanContext, of: string, what: string): string => `${of}${dialect.supports.dottedNames ? '.' : '__'}${what}`

/** A table calculation with its references written as columns. */
export type CalculationColumn = { calculation: TableCalculation; sql: string; type: DimensionType }

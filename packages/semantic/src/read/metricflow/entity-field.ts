import type { SqlSource } from '../model-source.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import type { Entity } from './definitions.ts'

/** The SQL of an entity's key. */
export function entitySql({ expr }: Entity): SqlSource {
  return { sql: qualifyColumns(expr.text), at: expr.at }
}

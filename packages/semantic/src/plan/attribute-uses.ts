import type { CompiledTable, Explore } from '../types/explore.ts'
import type { Guarded } from '../types/field.ts'
import { attributesIn } from './sql-template.ts'

/** One place of an explore that depends on a user attribute. */
export type AttributeUse = {
  attribute: string
  /** `explore`, `table` and `field`: who may see it; `rows`: which rows there are; `join`: which rows are joined; `value`: what a field shows. */
  kind: 'explore' | 'table' | 'field' | 'rows' | 'join' | 'value'
  /** The table, or its alias; of `explore` the base table. */
  table: string
  /** Label of the field, for `field` and `value`. */
  field?: string
}

/** Every place of an explore that depends on user attributes, each once. */
export function attributeUses(explore: Explore): AttributeUse[] {
  const joins = explore.joinedTables.flatMap(({ table, compiledSqlOn }) => inSql(compiledSqlOn, { kind: 'join', table }))
  return [...guards(explore, { kind: 'explore', table: explore.baseTable }), ...Object.values(explore.tables).flatMap(usesOfTable), ...joins]
}

type Place = Omit<AttributeUse, 'attribute'>

function usesOfTable(table: CompiledTable): AttributeUse[] {
  const { name } = table
  const fields = [...Object.values(table.dimensions), ...Object.values(table.metrics)]
  return [
    ...guards(table, { kind: 'table', table: name }),
    ...inSql(`${table.sqlTable} ${table.sqlWhere ?? ''}`, { kind: 'rows', table: name }),
    ...fields.flatMap((field) => [
      ...guards(field, { kind: 'field', table: name, field: field.label }),
      ...inSql(field.compiledSql, { kind: 'value', table: name, field: field.label }),
    ]),
  ]
}

const guards = ({ requiredAttributes, anyAttributes }: Guarded, place: Place): AttributeUse[] =>
  [...new Set([...Object.keys(requiredAttributes ?? {}), ...Object.keys(anyAttributes ?? {})])].map((attribute) => ({ attribute, ...place }))

const inSql = (sql: string, place: Place): AttributeUse[] => attributesIn(sql).map((attribute) => ({ attribute, ...place }))

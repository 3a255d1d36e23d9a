import type { Report } from '../problems/finding.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import type { JoinSource } from '../read/model-source.ts'
import { present } from '../types/present.ts'
import type { CompiledJoin } from '../types/explore.ts'
import { parametersOf } from './compile-fields.ts'
import type { FieldResolver } from './field-resolver.ts'
import type { TableDraft } from './table-draft.ts'

/** A model of the project as others see it. */
export type JoinableModel = { draft: TableDraft; broken: boolean }

/** The tables of an explore by alias, its base first. Joins that cannot be made are reported and left out. */
export function joinedTables(base: TableDraft, models: ReadonlyMap<string, JoinableModel>, report: Report): Map<string, TableDraft> {
  const tables = new Map([[base.source.name, base]])
  for (const join of base.source.joins) {
    const model = models.get(join.model)
    const alias = join.alias ?? join.model
    if (model === undefined) {
      report({
        code: 'model.unknown_join',
        at: join.at,
        message: `Model ${base.source.name} joins ${join.model}, which does not exist.`,
        hint: suggest(join.model, models.keys(), `Models of this project: ${shownNames(models.keys())}.`),
      })
    } else if (tables.has(alias)) {
      report({
        code: 'model.duplicate_join',
        at: join.at,
        message: `Model ${base.source.name} has the table ${alias} twice.`,
        hint: 'Give the join an alias of its own: "alias: …".',
      })
    } else if (model.broken && model.draft !== base) {
      report({
        code: 'model.broken_join',
        at: join.at,
        message: `Model ${base.source.name} joins ${join.model}, which has an error.`,
        hint: `Mend model ${join.model} first (${model.draft.source.at.file}).`,
      })
    } else {
      // A calendar is joined for the table of the model's own name; under another alias its intervals would be those of another row.
      tables.set(alias, alias === join.model ? model.draft : (model.draft.withoutCalendars ?? model.draft))
    }
  }
  return tables
}

/** The joins of an explore in the order of the model. Conditions that cannot be resolved are reported. */
export function compileJoins(base: TableDraft, resolver: FieldResolver, report: Report): CompiledJoin[] {
  const later = base.source.joins.map((join) => join.alias ?? join.model)
  return base.source.joins.flatMap((join) => {
    const table = later.shift() ?? join.model
    const resolved = resolver.text(join.sqlOn.sql, { table, owner: `sql_on of join ${table}`, at: join.sqlOn.at, allowed: 'dimension', joinCondition: true })
    if ('failure' in resolved) {
      const { code, message, hint } = resolved.failure
      report({ code, at: join.sqlOn.at, message, hint })
      return []
    }
    const early = resolved.tables.find((read) => later.includes(read))
    if (early !== undefined) {
      report({
        code: 'model.join_order',
        at: join.sqlOn.at,
        message: `Join ${table} reads ${early}, which is joined after it.`,
        hint: `Put join ${early} before join ${table}.`,
      })
    }
    return [compiledJoin(join, table, resolved)]
  })
}

function compiledJoin(join: JoinSource, table: string, { sql, tables }: { sql: string; tables: readonly string[] }): CompiledJoin {
  return present({
    table,
    sqlOn: join.sqlOn.sql,
    compiledSqlOn: sql,
    type: join.type,
    hidden: join.hidden ? true : undefined,
    always: join.always ? true : undefined,
    tablesReferences: [...tables],
    parameterReferences: parametersOf(sql),
    relationship: join.relationship,
    description: join.description,
    calendar: join.calendar,
  })
}

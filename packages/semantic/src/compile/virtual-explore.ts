import type { Dialect } from '../types/dialect.ts'
import { isExploreError, type AnyExplore, type Explore } from '../types/explore.ts'
import { userStatement } from '../plan/limit-user-sql.ts'
import { compileProject } from './compile-project.ts'

/** A person's SQL that is explored like a table. */
export type VirtualView = {
  /** Of the explore and its table. */
  name: string
  label: string
  description?: string
  sql: string
  /** Columns that are dimensions; types as the warehouse names them. */
  columns: readonly { reference: string; engineType: string }[]
}

type Settings = { dialect: Dialect; startOfWeek: number | null; fiscalYearStart: number }

/**
 * The explore of a person's SQL: a dimension for each column, with intervals where it is a date, and no metrics of its own.
 * Nothing in the SQL is replaced: `${…}` is refused where a view is saved (`readsReferences`).
 */
export function virtualExplore(view: VirtualView, { dialect, startOfWeek, fiscalYearStart }: Settings): AnyExplore {
  const model = {
    name: view.name,
    ...(view.description === undefined ? {} : { description: view.description }),
    meta: { label: view.label, sql_table: `(${userStatement(view.sql)}\n)` },
    columns: view.columns.map(({ reference, engineType }) => ({ name: reference, quote: true, data_type: engineType })),
  }
  // JSON is YAML: the one compiler of models reads it like any other file.
  const files = [{ path: `${view.name}.yml`, text: JSON.stringify({ models: [model] }) }]
  const [explore] = compileProject({ files, dialect, startOfWeek, fiscalYearStart }).explores
  const broken = { name: view.name, label: view.label, tags: [], type: 'virtual' as const }
  if (explore === undefined) return { ...broken, errors: [{ type: 'METADATA_PARSE_ERROR', message: `The virtual view ${view.name} cannot be read.` }] }
  if (isExploreError(explore)) return { ...broken, errors: explore.errors }
  return asVirtual(explore)
}

/** True for SQL with `${…}`, which SQL of models takes for something to put in. */
export const readsReferences = (sql: string): boolean => sql.includes('${')

/** The SELECT behind a virtual explore, to be checked like any other SQL of people; null for other explores. */
export function userSqlOf(explore: Explore): string | null {
  const table = explore.tables[explore.baseTable]
  return explore.type !== 'virtual' || table === undefined ? null : `SELECT * FROM ${table.sqlTable} AS user_sql`
}

/** There is no file to open. */
function asVirtual({ ymlPath: _file, ...explore }: Explore): Explore {
  const tables = Object.entries(explore.tables).map(([name, { source: _place, ...table }]) => [name, table])
  return { ...explore, type: 'virtual', tables: Object.fromEntries(tables) as Explore['tables'] }
}

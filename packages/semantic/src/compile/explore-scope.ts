import type { Dialect } from '../types/dialect.ts'
import type { ModelParameter } from '../types/model-notes.ts'
import type { ProjectParameters } from './explore-parameters.ts'
import type { TableDraft } from './table-draft.ts'

/** Tables of an explore by alias, and what compiling them needs. */
export type ExploreScope = {
  explore: string
  /** The table (alias) that it starts from. */
  base: string
  tables: ReadonlyMap<string, TableDraft>
  /** Every model of the project, to tell a slip from a join that is missing. */
  models: ReadonlySet<string>
  /** What SQL of this explore may read, by name. */
  parameters: ReadonlyMap<string, ModelParameter>
  projectParameters: ProjectParameters
  dialect: Dialect
  /** IANA zone in which compiled intervals are cut; queries cut them anew in their own. */
  zone: string
  /** 0 = Monday. */
  startOfWeek: number
  fiscalYearStart: number
}

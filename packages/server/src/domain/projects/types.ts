import type { AnyExplore, Problem } from '@atrium/semantic'
import type { ModelSource, SemanticLayerSettings, TablesConfiguration, WarehouseSettings } from '../../platform/db/stored-values.ts'
import type { GoneNames } from './gone-names.ts'

export type Project = {
  id: string
  /** Counts over the whole installation: the id in formats whose ids are numbers. */
  number: number
  organizationId: string
  name: string
  type: 'DEFAULT' | 'PREVIEW'
  warehouse: WarehouseSettings
  modelSource: ModelSource
  /** IANA zone in which buckets, filters and "today" are cut unless a query names another. */
  timezone: string
  /** 0 = Monday … 6 = Sunday; null: Monday. */
  startOfWeek: number | null
  /** Month with which fiscal years begin, 1 to 12. */
  fiscalYearStart: number
  tablesConfiguration: TablesConfiguration
  upstreamProjectId: string | null
  /** Of a preview: when it is deleted by itself; null: never. */
  deleteAfter: Date | null
  /** Another semantic layer, without its token; null without one. */
  semanticLayer: SemanticLayerSettings | null
  /** Another one whenever tables of its warehouse were written from here. */
  dataVersion: string
  createdBy: string | null
  createdAt: Date
}

/** The compiled model that serves queries. Shared by all requests: never changed in place. */
export type ProjectModel = {
  projectId: string
  revision: string
  explores: ReadonlyMap<string, AnyExplore>
  problems: readonly Problem[]
  compiledAt: Date
  /** Compiled here from the project's files, or by a client that sent it. */
  madeBy: 'files' | 'client'
  /** What models before it had. */
  gone: GoneNames
}

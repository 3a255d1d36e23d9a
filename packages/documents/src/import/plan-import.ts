import type { Explore, ExploreError } from '@atrium/semantic'
import { isHashboardFile } from './hashboard/library.ts'
import { readHashboard } from './hashboard/read-hashboard.ts'
import type { ImportedFile, ImportFormat, ImportPlan } from './import-plan.ts'
import { readLightdash } from './lightdash/read-lightdash.ts'
import { modelOf, readMetabase } from './metabase/read-metabase.ts'
import { asObject, asText } from './plain.ts'
import { startReading, type Reading } from './reading.ts'
import { readSuperset } from './superset/read-superset.ts'

const readers: Readonly<Record<ImportFormat, (files: readonly ImportedFile[], reading: Reading) => void>> = {
  metabase: readMetabase,
  superset: readSuperset,
  lightdash: readLightdash,
  hashboard: readHashboard,
}

/** Which tool wrote these files; null when none of them looks like it. */
export function formatOfFiles(files: readonly ImportedFile[]): ImportFormat | null {
  if (files.some(({ value }) => modelOf(value) !== undefined)) return 'metabase'
  if (files.some(({ value }) => isHashboardFile(value))) return 'hashboard'
  const has = (folder: string, key: string): boolean =>
    files.some(({ path, value }) => new RegExp(`(^|/)${folder}/`).test(path) && asText(asObject(value)[key]) !== undefined)
  if (has('charts', 'slice_name') || has('dashboards', 'dashboard_title')) return 'superset'
  return has('charts', 'slug') || has('dashboards', 'slug') ? 'lightdash' : null
}

export type PlanImport = {
  format: ImportFormat
  files: readonly ImportedFile[]
  explores: readonly (Explore | ExploreError)[]
  /** Explores that the person chose, by the name of the table; null: none. What is not chosen is found by name. */
  choices?: Readonly<Record<string, string | null>>
  /** Data models of the export are brought in beside: who does that tells of them. */
  withModels?: boolean
}

/** What an import would bring, item by item. Never throws for what is in the files. */
export function planContentImport({ format, files, explores, choices = {}, withModels = false }: PlanImport): ImportPlan {
  const reading = startReading(explores, choices, withModels)
  readers[format](files, reading)
  const { items, skipped } = reading
  return { format, tables: reading.tables(), items, skipped }
}

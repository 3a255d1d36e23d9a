import type { ImportedFile } from '../import-plan.ts'
import { nameOf } from '../plain.ts'
import type { Reading } from '../reading.ts'
import { isHashboardFile, libraryOf } from './library.ts'
import { readDashboard } from './read-dashboard.ts'
import { readExploration } from './read-exploration.ts'
import { readMetric } from './read-metric.ts'

/** Why files of some kinds are not taken over. */
const leftOut: Readonly<Record<string, string>> = {
  model: 'Data models are not brought in with this import: charts ask the explore for its table, above.',
  color_palette: 'Colors are those of the organization: set them in its settings.',
  homepage_launchpad: 'What stands on the home page is pinned there.',
}

/** Reads a folder of Hashboard data as code: saved explorations, metrics and dashboards. */
export function readHashboard(imported: readonly ImportedFile[], reading: Reading): void {
  const library = libraryOf(imported)
  const of = (type: string) => library.files.filter((file) => file.type === type)
  for (const file of of('saved_exploration')) readExploration(file, library, reading)
  for (const file of of('metric')) readMetric(file, library, reading)
  for (const file of of('dashboard')) readDashboard(file, library, reading)
  const read = new Set(['saved_exploration', 'metric', 'dashboard'])
  for (const { path, type, plain } of library.files) {
    if (!read.has(type) && !(type === 'model' && reading.withModels))
      reading.skip('file', nameOf(plain['name'], path), path, leftOut[type] ?? `There is no counterpart of a ${type === '' ? 'file without a type' : type}.`)
  }
  for (const { path, value } of imported)
    if (!isHashboardFile(value)) reading.skip('file', path, path, 'It does not say "hbVersion": it is no file of Hashboard.')
}

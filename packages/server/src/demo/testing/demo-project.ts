import path from 'node:path'
import { compileProject, duckdb, isExploreError, type Explore, type WarehouseCatalog } from '@atrium/semantic'
import { readModelFolder } from '../../domain/projects/read-model-folder.ts'

/** The demo as it lies in the repository. */
export const demoFolder = path.resolve(import.meta.dirname, '../../../../../examples/demo')

/** The demo's explores by name. Throws on the least problem, warnings included: the demo is what people copy from. */
export async function demoExplores(catalog?: WarehouseCatalog): Promise<Map<string, Explore>> {
  const files = await readModelFolder(path.join(demoFolder, 'models'))
  const { explores, problems } = compileProject({ files, dialect: duckdb, ...(catalog === undefined ? {} : { catalog }) })
  if (problems.length > 0) throw new Error(problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
  return new Map(explores.flatMap((explore) => (isExploreError(explore) ? [] : [[explore.name, explore] as const])))
}

/** The explore of this name. Throws when there is none. */
export function exploreNamed(explores: ReadonlyMap<string, Explore>, name: string): Explore {
  const explore = explores.get(name)
  if (explore === undefined) throw new Error(`The demo has no explore ${name}, only ${[...explores.keys()].join(', ')}`)
  return explore
}

/** Ids of all fields of an explore. */
export function fieldIdsOf(explore: Explore): Set<string> {
  return new Set(
    Object.values(explore.tables).flatMap((table) =>
      [...Object.values(table.dimensions), ...Object.values(table.metrics)].map((field) => `${field.table}_${field.name}`),
    ),
  )
}

import type { Finding } from '../problems/finding.ts'
import { placesIn } from '../problems/place.ts'
import type { SourceFile, WarehouseCatalog } from '../types/explore.ts'
import { isObject, type JsonObject } from './json-object.ts'

/** True for the file in which dbt writes the column types that it found in the warehouse. */
export const isCatalogFile = ({ path }: SourceFile): boolean =>
  /(^|\/)catalog\.json$/.test(path) && !/(^|\/)(dbt_packages|dbt_modules|node_modules|\.[^/]+)\//.test(path)

/** Column types of dbt's `catalog.json` files by table name, those of its sources too. A file that cannot be read is reported. */
export function readCatalogs(files: readonly SourceFile[]): { catalog: WarehouseCatalog; findings: Finding[] } {
  const catalog: WarehouseCatalog = {}
  const findings: Finding[] = []
  for (const file of files) {
    const root = parsed(file.text)
    if (root === undefined || !isObject(root['nodes'])) {
      findings.push({
        code: 'catalog.unreadable',
        severity: 'warning',
        at: placesIn(file.path, file.text)(0),
        message: root === undefined ? 'The catalog is not valid JSON.' : 'The catalog has no nodes.',
        hint: 'Write it anew with "dbt docs generate". Until then column types come from the models and the warehouse.',
      })
      continue
    }
    for (const node of [...Object.values(isObject(root['sources']) ? root['sources'] : {}), ...Object.values(root['nodes'])]) {
      const name = isObject(node) && isObject(node['metadata']) ? node['metadata']['name'] : undefined
      if (!isObject(node) || typeof name !== 'string' || !isObject(node['columns'])) continue
      catalog[name] = columnTypes(node['columns'])
    }
  }
  return { catalog, findings }
}

function columnTypes(columns: JsonObject): Record<string, string> {
  const types: Record<string, string> = {}
  for (const [key, column] of Object.entries(columns)) {
    if (!isObject(column) || typeof column['type'] !== 'string') continue
    types[typeof column['name'] === 'string' ? column['name'] : key] = column['type']
  }
  return types
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

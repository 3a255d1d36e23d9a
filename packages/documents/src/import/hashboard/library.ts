import { hashboardModelOf } from '@atrium/semantic'
import type { ImportedFile } from '../import-plan.ts'
import type { SourceTable } from '../explore-fields.ts'
import { asList, asObject, asText, type Plain } from '../plain.ts'

/** A file of the format, by what it is. */
export type HashboardFile = { path: string; type: string; plain: Plain; /** What it is known by for good. */ sourceId: string; alias: string | undefined }

/** A data model: the table behind it, and its columns by id. */
export type HashboardModel = {
  /** What its explore is called where it was imported as well. */ name: string
  table: SourceTable
  /** What stands in for a table. */ sql: string | null
  columns: ReadonlyMap<string, Plain>
}

/** The files of an export, found by the names that files give each other. */
export type Library = {
  files: readonly HashboardFile[]
  /** The file that a GRN or a path names; a path is read from the file that says it. */
  find(type: string, reference: unknown, from: string): HashboardFile | undefined
  /** A model by its name; one that is not in the export is a table of the alias. */
  model(reference: unknown, from: string): HashboardModel
}

const oldTypes: Readonly<Record<string, string>> = { saved_view: 'saved_exploration' }

/** Whether a file is of the format: it says its version. */
export const isHashboardFile = (value: unknown): boolean => ['hbVersion', 'hb_version', 'glean'].some((key) => asObject(value)[key] !== undefined)

/** Whether it describes a data model; files of before say so by what they hold. */
export function isHashboardModel(value: unknown): boolean {
  const { type, cols } = asObject(value)
  return isHashboardFile(value) && (type === undefined ? cols !== undefined : type === 'model')
}

export function libraryOf(imported: readonly ImportedFile[]): Library {
  const files = imported.flatMap(({ path, value }): HashboardFile[] => {
    if (!isHashboardFile(value)) return []
    const plain = asObject(value)
    const type = isHashboardModel(value) ? 'model' : (asText(plain['type']) ?? '')
    const { id, alias: named } = grnParts(plain['grn'])
    const alias = asText(plain['alias']) ?? named
    return [{ path, type: oldTypes[type] ?? type, plain, sourceId: id ?? alias ?? path, alias }]
  })
  const find: Library['find'] = (type, reference, from) => {
    const text = asText(reference) ?? ''
    const { id, alias } = grnParts(text)
    const path = joined(from, text)
    return files.find(
      (file) => file.type === type && (file.path === path || (id !== undefined && file.sourceId === id) || (alias !== undefined && file.alias === alias)),
    )
  }
  return {
    files,
    find,
    model(reference, from) {
      const found = find('model', reference, from)
      if (found !== undefined) return modelOf(found)
      const name = grnParts(reference).alias ?? asText(reference) ?? ''
      return { name, table: { schema: null, name }, sql: null, columns: new Map() }
    },
  }
}

function grnParts(grn: unknown): { id: string | undefined; alias: string | undefined } {
  const [, id, alias] = /^\w+:([\w-]*)(?::([\w-]*))?$/.exec(asText(grn) ?? '') ?? []
  return { id: id || undefined, alias: alias || undefined }
}

function joined(from: string, reference: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of reference.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function modelOf({ path, plain }: HashboardFile): HashboardModel {
  const source = asObject(plain['source'])
  const physical = asText(source['physicalName'])?.replace(/\.(parquet|csv|json)$/, '')
  const columns = asList(plain['cols']).map(asObject)
  return {
    name: hashboardModelOf(path, plain).name,
    table: { schema: asText(source['schema']) ?? null, name: physical ?? asText(plain['alias']) ?? asText(plain['name']) ?? '' },
    sql: asText(source['sql']) ?? null,
    columns: new Map(columns.flatMap((column) => (asText(column['id']) === undefined ? [] : [[String(column['id']), column] as const]))),
  }
}

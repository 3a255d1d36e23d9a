import { fieldIdOf, type CompiledTable, type Explore } from '@atrium/semantic'

/** A thing of the model that others are made of. Ids: `column:<table>.<column>`, `field:<field id>`. */
export type ModelNode = { id: string; kind: 'column' | 'dimension' | 'metric'; label: string; /** The table it is of. */ place: string }

export type ModelLineage = {
  nodes: ReadonlyMap<string, ModelNode>
  /** What each node is made of, and what is made of it. */
  up: ReadonlyMap<string, ReadonlySet<string>>
  down: ReadonlyMap<string, ReadonlySet<string>>
  /** All ids by which content may name a field: its own, its intervals', and those under the alias of a join. */
  fieldIds: readonly string[]
  /** The node of a field by any of them. */
  nodeOf(fieldId: string): string
}

export const fieldNode = (fieldId: string): string => `field:${fieldId}`

/** From which columns and fields each field of some explores is made, read off its definition. */
export function modelLineage(explores: readonly Explore[]): ModelLineage {
  const nodes = new Map<string, ModelNode>()
  const [up, down] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  const aliases = new Map<string, string>()
  const connect = (from: string, to: string): void => {
    if (from === to) return
    up.set(to, (up.get(to) ?? new Set()).add(from))
    down.set(from, (down.get(from) ?? new Set()).add(to))
  }
  for (const explore of explores) {
    const base = explore.tables[explore.baseTable]
    if (base !== undefined) addTable(base)
    for (const table of Object.values(explore.tables)) addAliases(table)
  }
  return { nodes, up, down, fieldIds: [...aliases.keys()], nodeOf: (fieldId) => fieldNode(aliases.get(fieldId) ?? fieldId) }

  function addAliases({ name, originalName, dimensions, metrics }: CompiledTable): void {
    for (const field of [...Object.values(dimensions), ...Object.values(metrics)]) {
      const own = fieldIdOf(originalName ?? name, field.fieldType === 'dimension' ? (field.timeIntervalBaseDimensionName ?? field.name) : field.name)
      aliases.set(fieldIdOf(name, field.name), own)
    }
  }

  function addTable(table: CompiledTable): void {
    const place = table.sqlTable.replaceAll(/["`]/g, '')
    for (const field of [...Object.values(table.dimensions), ...Object.values(table.metrics)]) {
      // Intervals of a date are the date; a field under its name of before is the field.
      if (field.renamedTo !== undefined) continue
      if (field.fieldType === 'dimension' && field.timeIntervalBaseDimensionName !== undefined) continue
      const id = fieldNode(fieldIdOf(table.name, field.name))
      nodes.set(id, { id, kind: field.fieldType, label: field.label, place: table.label })
      for (const { table: named, name } of fieldsIn(field.sql)) {
        const own = named === null || named === table.name
        connect(fieldNode(fieldIdOf(own ? table.name : named, baseName(table, own, name))), id)
      }
      for (const column of columnsIn(field.sql)) {
        const from = `column:${place}.${column}`
        nodes.set(from, { id: from, kind: 'column', label: column, place })
        connect(from, id)
      }
    }
  }
}

/** An interval is named by its date. */
const baseName = (table: CompiledTable, own: boolean, name: string): string => (own ? (table.dimensions[name]?.timeIntervalBaseDimensionName ?? name) : name)

const reference = /\$\{\s*([A-Za-z_][\w]*)(?:\s*\.\s*([A-Za-z_][\w.]*))?\s*\}/g
const column = /\$\{\s*TABLE\s*\}\s*\.\s*(?:"([^"]+)"|`([^`]+)`|([\p{Letter}_][\p{Letter}\p{Number}_$]*))/gu

/** Fields that SQL of a model names, without what is no field: its table, attributes and parameters. */
function fieldsIn(sql: string): { table: string | null; name: string }[] {
  return [...sql.matchAll(reference)].flatMap(([, first, second]) => {
    if (first === undefined || first === 'TABLE' || first === 'lightdash' || first === 'ld') return []
    return [second === undefined ? { table: null, name: first } : { table: first, name: second }]
  })
}

const columnsIn = (sql: string): string[] => [...sql.matchAll(column)].flatMap(([, quoted, ticked, plain]) => quoted ?? ticked ?? plain ?? [])

/** Everything that can be reached from some nodes, themselves included. */
export function reach(from: Iterable<string>, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set(from)
  // A set takes what is added while it is walked.
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other)
  return found
}

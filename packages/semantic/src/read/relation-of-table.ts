import type { Relation } from './model-source.ts'

/** A table as SQL names it, `database.schema.table` with or without quotes; any other text stands as it is written. */
export function relationOfTable(text: string): Relation {
  const written = text.trim().replace(/;\s*$/, '')
  const [name, schema, database] = nameParts(written).toReversed()
  return { kind: 'sql', sql: written, database, schema, name }
}

/** The parts of `a.b."c"`; none when the text is more than a name. */
export function nameParts(text: string): string[] {
  if (!/^(?:"[^"]+"|`[^`]+`|\w+)(?:\.(?:"[^"]+"|`[^`]+`|\w+))*$/.test(text)) return []
  return (text.match(/"[^"]+"|`[^`]+`|\w+/g) ?? []).map((part) => part.replace(/^["`]|["`]$/g, ''))
}

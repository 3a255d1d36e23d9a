/** One `${…}` of a piece of model or query SQL. */
export type SqlReference =
  | { kind: 'table' }
  | { kind: 'attribute'; name: string }
  | { kind: 'email' }
  | { kind: 'field'; table: string | undefined; name: string }

const placeholder = /\$\{([^{}]*)\}/g
const attribute = /^(?:lightdash|ld)\.(?:attribute|attributes|attr)\.([A-Za-z_][A-Za-z0-9_]*)$/
const email = /^(?:lightdash|ld)\.user\.email$/

/** Reads what stands between the braces. */
export function parseReference(text: string): SqlReference {
  const inner = text.trim()
  if (inner === 'TABLE') return { kind: 'table' }
  const named = attribute.exec(inner)
  if (named?.[1] !== undefined) return { kind: 'attribute', name: named[1] }
  if (email.test(inner)) return { kind: 'email' }
  const dot = inner.indexOf('.')
  if (dot === -1) return { kind: 'field', table: undefined, name: inner }
  return { kind: 'field', table: inner.slice(0, dot), name: inner.slice(dot + 1) }
}

/** Replaces every `${…}` once; what is put in is never read again, so values can hold any text. */
export function replaceReferences(sql: string, replace: (reference: SqlReference, text: string) => string): string {
  if (!sql.includes('${')) return sql
  return sql.replace(placeholder, (text, inner: string) => replace(parseReference(inner), text))
}

/** True when the SQL mentions another field, so that it means more than columns of its own table. */
export function hasFieldReferences(sql: string): boolean {
  return sql.includes('${') && fieldReferences(sql).length > 0
}

/** The fields mentioned, in order, with repetitions. */
export function fieldReferences(sql: string): { table: string | undefined; name: string }[] {
  const found: { table: string | undefined; name: string }[] = []
  replaceReferences(sql, (reference, text) => {
    if (reference.kind === 'field') found.push(reference)
    return text
  })
  return found
}

/** Tables mentioned; a bare field belongs to `own`. */
export function referencedTables(sql: string, own: string): string[] {
  return [...new Set(fieldReferences(sql).map((reference) => reference.table ?? own))]
}

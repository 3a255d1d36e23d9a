/** One `${…}` of a piece of model or query SQL. */
export type SqlReference =
  | { kind: 'table' }
  | { kind: 'attribute'; name: string }
  | { kind: 'email' }
  | { kind: 'parameter'; /** `name`, or `model.name` for one of a model. */ name: string }
  | { kind: 'field'; table: string | undefined; name: string }

const placeholder = /\$\{([^{}]*)\}/g
const attribute = /^(?:lightdash|ld)\.(?:attribute|attributes|attr)\.([A-Za-z_][A-Za-z0-9_]*)$/
const email = /^(?:lightdash|ld)\.user\.email$/

const parameter = /^(?:lightdash|ld)\.parameters\.([\w-]+(?:\.[\w-]+)?)$/

/** A parameter as it is written. */
export const parameterReference = /\$\{\s*(?:lightdash|ld)\.parameters\.[^{}]*\}/

/** Reads what stands between the braces. */
export function parseReference(text: string): SqlReference {
  const inner = text.trim()
  if (inner === 'TABLE') return { kind: 'table' }
  const named = attribute.exec(inner)
  if (named?.[1] !== undefined) return { kind: 'attribute', name: named[1] }
  if (email.test(inner)) return { kind: 'email' }
  const chosen = parameter.exec(inner)
  if (chosen?.[1] !== undefined) return { kind: 'parameter', name: chosen[1] }
  const dot = inner.indexOf('.')
  if (dot === -1) return { kind: 'field', table: undefined, name: inner }
  return { kind: 'field', table: inner.slice(0, dot), name: inner.slice(dot + 1) }
}

/** Text, then a reference with its own text and the text behind it, and so on. */
type Template = { head: string; rest: readonly { reference: SqlReference; text: string; tail: string }[] }

const templates = new Map<string, Template>()
/** The SQL of a large project's models; what people type comes and goes. */
const keptTemplates = 50_000

function templateOf(sql: string): Template {
  const known = templates.get(sql)
  if (known !== undefined) return known
  const [head = '', ...parts] = sql.split(placeholder)
  const rest: { reference: SqlReference; text: string; tail: string }[] = []
  for (let place = 0; place < parts.length; place += 2) {
    const inner = parts[place] ?? ''
    rest.push({ reference: parseReference(inner), text: `\${${inner}}`, tail: parts[place + 1] ?? '' })
  }
  if (templates.size >= keptTemplates) templates.clear()
  templates.set(sql, { head, rest })
  return { head, rest }
}

/** Replaces every `${…}` once; what is put in is never read again, so values can hold any text. */
export function replaceReferences(sql: string, replace: (reference: SqlReference, text: string) => string): string {
  if (!sql.includes('${')) return sql
  const { head, rest } = templateOf(sql)
  let written = head
  for (const { reference, text, tail } of rest) written += replace(reference, text) + tail
  return written
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

/** Names of the parameters mentioned, each once. */
export function parametersIn(sql: string): string[] {
  const found = new Set<string>()
  replaceReferences(sql, (reference, text) => {
    if (reference.kind === 'parameter') found.add(reference.name)
    return text
  })
  return [...found]
}

/** Names of the user attributes mentioned, each once. */
export function attributesIn(sql: string): string[] {
  const found = new Set<string>()
  replaceReferences(sql, (reference, text) => {
    if (reference.kind === 'attribute') found.add(reference.name)
    return text
  })
  return [...found]
}

/** True when the SQL means something else for each person: it reads attributes or the e-mail address of who asks. */
export function readsPerson(sql: string): boolean {
  let reads = false
  replaceReferences(sql, (reference, text) => {
    if (reference.kind === 'attribute' || reference.kind === 'email') reads = true
    return text
  })
  return reads
}

/** Tables mentioned; a bare field belongs to `own`. */
export function referencedTables(sql: string, own: string): string[] {
  return [...new Set(fieldReferences(sql).map((reference) => reference.table ?? own))]
}

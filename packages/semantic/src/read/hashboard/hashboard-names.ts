import { slugOf } from '../../names/slug-of.ts'
import { objectAt, type Plain, textAt } from './plain-node.ts'

/** The keys by which a file says that it is of the format, and in which version. */
export const versionKeys = ['hbVersion', 'hb_version', 'glean'] as const

/** `type:id:alias`; either part may be missing. */
export function grnParts(grn: unknown): { id: string | undefined; alias: string | undefined } {
  const [, id, alias] = /^\w+:([\w-]*)(?::([\w-]*))?$/.exec(typeof grn === 'string' ? grn : '') ?? []
  return { id: id || undefined, alias: alias || undefined }
}

/** A model of the format: its file, and the name that it has here. */
export type NamedModel = { path: string; plain: Plain; name: string; id: string | undefined }

/** The name of a model here: the one that it had before, its alias, or else what it is called, as a name. */
export function namedModel(path: string, plain: Plain): NamedModel {
  const { id, alias } = grnParts(plain['grn'])
  const called = textAt(plain, 'name')
  const name = textAt(objectAt(plain, 'atrium'), 'name') ?? textAt(plain, 'alias') ?? alias
  return { path, plain, id, name: name ?? (called === undefined ? (id ?? '') : slugOf(called).replaceAll('-', '_')) }
}

/** The model that a GRN, or a path as seen from the file that says it, names. */
export function modelNamed(models: readonly NamedModel[], reference: unknown, from: string): NamedModel | undefined {
  const text = typeof reference === 'string' ? reference : ''
  const { id, alias } = grnParts(text)
  const path = joined(from, text)
  return models.find(
    (model) =>
      (id !== undefined && model.id === id) ||
      (alias !== undefined && (textAt(model.plain, 'alias') ?? grnParts(model.plain['grn']).alias ?? model.name) === alias) ||
      model.path === path,
  )
}

function joined(from: string, reference: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of reference.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

import type { Finding } from '../../problems/finding.ts'
import { type PlaceFinder, placesIn } from '../../problems/place.ts'
import type { SourceFile } from '../../types/explore.ts'
import type { FormatNotes } from '../format-notes.ts'
import { blocksOf, type LookmlBlock, type LookmlEntry, type LookmlValue, textOf, textsOf } from './lookml-node.ts'
import { parseLookml } from './parse-lookml.ts'

/** A view or explore with its refinements and what it extends put in. */
export type Definition = { name: string; block: LookmlBlock; place: PlaceFinder }

/** A condition on who asks: an attribute and the values that pass. */
export type AccessGrant = { attribute: string; values: string[] }

export type LookmlProject = {
  views: Map<string, Definition>
  explores: Map<string, Definition>
  grants: Map<string, AccessGrant>
  /** Refinements in files that cannot be read, by what they refine ("explore orders"): they may hold rules of access. */
  unread: Map<string, Finding>
}

/** All definitions of a LookML project. Syntax errors are findings; what stands before them counts. */
export function lookmlProject(files: readonly SourceFile[], notes: FormatNotes): LookmlProject {
  const unread = new Map<string, Finding>()
  const roots = files.flatMap(({ path, text }) => {
    notes.report.files.push(path)
    const place = placesIn(path, text)
    if (/\.dashboard\.(lkml|lookml)$/i.test(path)) {
      notes.refused({ what: `dashboard ${path}`, at: place(0), why: 'dashboards are not models', hint: 'Build it anew from explores.' })
      return []
    }
    const { root, findings } = parseLookml(text, place)
    notes.findings.push(...findings)
    const [error] = findings
    if (error !== undefined) for (const [, kind, name] of text.matchAll(/\b(view|explore)\s*:\s*\+(\w+)/g)) unread.set(`${kind} ${name}`, error)
    return [{ root, place }]
  })
  const constants = new Map(roots.flatMap(({ root }) => blocksOf(root, 'constant').map((block) => [block.name ?? '', textOf(block, 'value') ?? ''] as const)))
  const found = roots.map(({ root, place }) => ({ root: withConstants(root, constants), place }))
  const collect = (key: 'view' | 'explore'): Map<string, Definition> => {
    const all = found.flatMap(({ root, place }) => blocksOf(root, key).map((block) => ({ name: block.name ?? '', block, place })))
    return resolved(all, key, notes)
  }
  const grants = found.flatMap(({ root }) =>
    blocksOf(root, 'access_grant').map((block): [string, AccessGrant] => [
      block.name ?? '',
      { attribute: textOf(block, 'user_attribute') ?? '', values: textsOf(block, 'allowed_values') },
    ]),
  )
  return { views: collect('view'), explores: collect('explore'), grants: new Map(grants), unread }
}

/** `@{name}` stands for a constant of the manifest. */
function withConstants(block: LookmlBlock, constants: ReadonlyMap<string, string>): LookmlBlock {
  if (constants.size === 0) return block
  const put = (text: string): string => text.replaceAll(/@\{(\w+)\}/g, (all, name: string) => constants.get(name) ?? all)
  const inValue = (value: LookmlValue): LookmlValue => {
    if (value.kind === 'text') return { ...value, text: put(value.text) }
    if (value.kind === 'list') return { ...value, items: value.items.map((item) => ({ ...item, text: put(item.text) })) }
    return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: inValue(entry.value) })) }
  }
  return { ...block, entries: block.entries.map((entry) => ({ ...entry, value: inValue(entry.value) })) }
}

function resolved(all: readonly Definition[], kind: string, notes: FormatNotes): Map<string, Definition> {
  const own = new Map<string, Definition>()
  for (const definition of all.filter(({ name }) => !name.startsWith('+'))) {
    const first = own.get(definition.name)
    if (first === undefined) own.set(definition.name, definition)
    else {
      const why = `another one of this name stands in ${first.place(first.block.offset).file}`
      notes.refused({ what: `${kind} ${definition.name}`, at: definition.place(definition.block.nameOffset), why, hint: 'Remove or rename one of them.' })
    }
  }
  for (const { name, block, place } of all.filter((definition) => definition.name.startsWith('+'))) {
    const base = own.get(name.slice(1))
    if (base === undefined) {
      notes.refused({ what: `refinement ${name}`, at: place(block.nameOffset), why: `there is no ${kind} ${name.slice(1)}`, hint: 'Check the name.' })
    } else own.set(base.name, { ...base, block: merged(base.block, block) })
  }
  const extend = (definition: Definition, path: readonly string[]): LookmlBlock => {
    const parents = textsOf(definition.block, 'extends').filter((name) => !path.includes(name))
    return parents.reduce((block, name) => {
      const parent = own.get(name)
      return parent === undefined ? block : merged(extend(parent, [...path, name]), block)
    }, definition.block)
  }
  return new Map([...own].map(([name, definition]) => [name, { ...definition, block: extend(definition, [name]) }]))
}

/** Keys that do not pass from a view or explore to what extends it. */
const notInherited = new Set(['extends', 'extension'])

/** The entries of both; where both have a field, or a plain key, those of `own` count. */
function merged(base: LookmlBlock, own: LookmlBlock): LookmlBlock {
  const entries: LookmlEntry[] = base.entries.filter(({ key }) => !notInherited.has(key))
  for (const entry of own.entries) {
    const { key, value } = entry
    const name = value.kind === 'block' ? value.name : undefined
    const index = entries.findIndex((known) => known.key === key && (value.kind !== 'block' || (known.value.kind === 'block' && known.value.name === name)))
    const known = entries[index]
    if (known === undefined) entries.push(entry)
    else entries[index] = { ...entry, value: known.value.kind === 'block' && value.kind === 'block' ? merged(known.value, value) : value }
  }
  return { ...own, name: own.name?.replace(/^\+/, ''), entries }
}

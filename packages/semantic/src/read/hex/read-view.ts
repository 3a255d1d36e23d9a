import { mapReader, type MapReader, type Reading } from '../map-reader.ts'
import type { ModelSource } from '../model-source.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'
import type { ParsedFile } from '../parsed-file.ts'
import { modelSource } from '../source-parts.ts'
import { joinsOf, reachedFrom, readableFields } from './hex-joins.ts'
import type { HexModel, HexProject } from './hex-reading.ts'
import { targetOf } from './hex-sql.ts'

/** What a view shows of one table: its fields, and what they are called there. */
type Part = { names: Map<string, Shown> }
type Shown = { label: string | undefined; description: string | undefined; group: string | undefined }

type Context = {
  reader: MapReader
  reading: Reading
  project: HexProject
  name: string
  base: HexModel
  parts: Map<string, Part>
  groups: NonNullable<ModelSource['groupDetails']>
}

/** A view as an explore of its own: its base model with what the view shows. `undefined` when its base is no model, which is reported. */
export function readView({ root, place }: ParsedFile, name: string, project: HexProject): ModelSource | undefined {
  const { notes, models } = project
  const reading: Reading = { place, report: (finding) => notes.findings.push(finding) }
  const reader = mapReader(reading, root, `view ${name}`)
  const at = place(root.entries.get('id')?.value.offset ?? root.offset)
  const base = models.get(reader.text('base') ?? '')
  if (base === undefined) {
    notes.refused({ what: `view ${name}`, at, why: `there is no model ${reader.text('base') ?? ''}`, hint: 'Name a model of this project under base.' })
    return undefined
  }
  const context: Context = { reader, reading, project, name, base, parts: new Map(), groups: {} }
  for (const group of reader.maps('contents')) readGroup(context, group, { model: base, way: [], depth: 0 })
  const reached = reachedFrom(base, models)
  // A relation must not have the name that the explore gets.
  const joins = joinsOf({ ...reached, joins: reached.joins.filter(({ alias }) => alias !== name) }, name, shownByWay(context.parts))
  const own = context.parts.get('')?.names ?? new Map<string, Shown>()
  const readable = readableFields(base, [], reached)
  const shownField = <F extends { name: string; hidden: boolean; label: string | undefined; description: string | undefined; groups: string[] }>(
    field: F,
  ): F => {
    const shown = own.get(field.name)
    return {
      ...field,
      hidden: field.hidden || shown === undefined,
      label: shown?.label ?? field.label,
      description: shown?.description ?? field.description,
      groups: shown?.group === undefined ? field.groups : [shown.group],
    }
  }
  notes.read(`view ${name}`, at)
  return modelSource({
    ...base.model,
    name,
    at,
    problems: [...base.model.problems],
    label: reader.text('name'),
    description: reader.text('description') ?? base.model.description,
    groupDetails: context.groups,
    columns: base.model.columns.flatMap((column) => (readable.has(column.dimension.name) ? [{ ...column, dimension: shownField(column.dimension) }] : [])),
    metrics: base.model.metrics.flatMap((metric) => (readable.has(metric.name) ? [shownField(metric)] : [])),
    joins,
    joinOnly: false,
  })
}

const shownByWay = (parts: ReadonlyMap<string, Part>): Map<string, Set<string>> => new Map([...parts].map(([way, { names }]) => [way, new Set(names.keys())]))

/** Groups inside of groups that are read. */
const deepest = 20

function readGroup(context: Context, map: MapNode, { model, way, depth }: { model: HexModel; way: readonly string[]; depth: number }): void {
  const { project, name, reading } = context
  const group = mapReader(reading, map, `a group of view ${name}`)
  const relation = group.text('relation')
  const inside = relation === undefined ? way : [...way, ...relation.split('.')]
  const found = relation === undefined ? { target: model } : targetOf(model, relation.split('.'), project)
  const at = reading.place(map.offset)
  const what = `group ${inside.join('.') || (group.text('name') ?? '')} of view ${name}`
  if ('why' in found || depth > deepest) {
    project.notes.refused({ what, at, why: 'why' in found ? found.why : 'it is nested too deeply', hint: 'Name a relation of the model above it.' })
    return
  }
  const label = group.text('name')
  if (label !== undefined && inside.length === 0)
    context.groups[label] = { label, ...(group.text('description') === undefined ? {} : { description: group.text('description') ?? '' }) }
  const part: Part = context.parts.get(inside.join('.')) ?? { names: new Map() }
  context.parts.set(inside.join('.'), part)
  let renames = false
  for (const kind of ['dimension', 'measure'] as const) {
    for (const [field, shown] of membersOf(group, kind, found.target)) {
      if (!found.target.fields.has(field)) {
        project.notes.refused({
          what: `${kind} ${field} in ${what}`,
          at,
          why: `${found.target.name} has no ${kind} ${field}`,
          hint: 'Name one of the model, or take it out of the view.',
        })
        continue
      }
      renames ||= inside.length > 0 && shown.label !== undefined
      part.names.set(field, { ...shown, group: inside.length === 0 ? label : undefined })
    }
  }
  if (renames) {
    project.notes.approximated({ what, at, why: 'fields of related models keep the names that they have there', hint: 'Name them in their model.' })
  }
  for (const inner of group.maps('contents')) readGroup(context, inner, { model: found.target, way: inside, depth: depth + 1 })
}

/** The fields that a group lists: `...` is all that are public, `~name` takes one out. */
function membersOf(group: MapReader, kind: 'dimension' | 'measure', model: HexModel): Map<string, Omit<Shown, 'group'>> {
  const members = new Map<string, Omit<Shown, 'group'>>()
  const node = childOf(group.map, `${kind}s`)
  const all = kind === 'dimension' ? model.model.columns.map(({ dimension }) => dimension) : model.model.metrics
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node]
  const omitted = new Set(items.flatMap((item) => /^~(.+)$/.exec(scalarText(item) ?? '')?.[1] ?? []))
  for (const item of items) {
    const map = item.kind === 'map' ? item : undefined
    const text = scalarText(map === undefined ? item : childOf(map, kind)) ?? ''
    if (text === '...') for (const { name, hidden } of all) if (!hidden) members.set(name, members.get(name) ?? { label: undefined, description: undefined })
    if (text === '' || text === '...' || text.startsWith('~')) continue
    members.set(text, { label: scalarText(childOf(map, 'name')), description: scalarText(childOf(map, 'description')) })
  }
  for (const name of omitted) members.delete(name)
  return members
}

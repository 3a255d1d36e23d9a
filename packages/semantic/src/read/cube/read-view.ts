import type { FormatNotes } from '../format-notes.ts'
import { mapReader, type MapReader, type Reading } from '../map-reader.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'
import type { JoinSource, ModelSource } from '../model-source.ts'
import { modelSource } from '../source-parts.ts'
import { type JoinEdge, joinOf } from '../join-graph.ts'
import type { CubeMap } from './cube-map.ts'

type Members = { shown: Set<string> | 'all'; hidden: Set<string>; titles: Map<string, string> }
type Part = { path: string[]; members: Members; map: MapNode }

/**
 * A view as a model of its own: a copy of its root cube that shows what the view includes, joined along its join paths.
 * `undefined` when its root is not a cube, which is then reported.
 */
export function readView(
  view: CubeMap,
  context: { cubes: ReadonlyMap<string, ModelSource>; edges: readonly JoinEdge[]; notes: FormatNotes },
): ModelSource | undefined {
  const { cubes, edges, notes } = context
  const reading: Reading = { place: view.place, report: (finding) => notes.findings.push(finding) }
  const reader = mapReader(reading, view.map, `view ${view.name}`)
  const at = view.place(view.offset)
  const parts = reader.maps('cubes').map((map) => partOf(reading, map, { view, notes }))
  const rootName = parts[0]?.path[0]
  const root = rootName === undefined ? undefined : cubes.get(rootName)
  if (rootName === undefined || root === undefined) {
    const why = rootName === undefined ? 'it names no cubes' : `there is no cube ${rootName}`
    notes.refused({ what: `view ${view.name}`, at, why, hint: 'List cubes with a join_path that begins with a cube of this project.' })
    return undefined
  }
  const own = parts.find(({ path }) => path.length === 1)
  const joins = new Map<string, JoinSource>()
  for (const part of parts) {
    const missing = addPath(part, { root: rootName, view: view.name, edges, joins, cubes })
    if (missing !== undefined) {
      const what = `join path ${part.path.join('.')} of view ${view.name}`
      notes.refused({ what, at: view.place(part.map.offset), why: missing, hint: 'Declare the join in the cube that the path leaves.' })
    }
  }
  notes.read(`view ${view.name}`, at)
  return modelSource({
    ...root,
    name: view.name,
    at,
    problems: [...root.problems],
    label: reader.text('title'),
    description: reader.text('description') ?? root.description,
    columns: root.columns.map((column) => ({ ...column, dimension: shownField(column.dimension, own?.members) })),
    metrics: root.metrics.map((metric) => shownField(metric, own?.members)),
    joins: [...joins.values()],
    joinOnly: false,
  })
}

function partOf(reading: Reading, map: MapNode, { view, notes }: { view: CubeMap; notes: FormatNotes }): Part {
  const reader = mapReader(reading, map, `a cube of view ${view.name}`)
  const path = (reader.text('join_path') ?? '').split('.').filter((name) => name !== '')
  const members = membersOf(reader)
  const renames = reader.flag('prefix') === true || reader.text('alias') !== undefined || hasAliases(map)
  if (renames) {
    notes.approximated({
      what: `${path.join('.')} of view ${view.name}`,
      at: view.place(map.offset),
      why: `members keep their own names; those of joined cubes stand under ${path.at(-1)}`,
      hint: 'Use the names of the cube where the view renamed them.',
    })
  }
  return { path, members, map }
}

function membersOf(reader: MapReader): Members {
  const titles = new Map<string, string>()
  const namesAt = (key: string): string[] => {
    const node = childOf(reader.map, key)
    const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node]
    return items.flatMap((item) => {
      const name = scalarText(item) ?? (item.kind === 'map' ? scalarText(childOf(item, 'name')) : undefined)
      const title = item.kind === 'map' ? scalarText(childOf(item, 'title')) : undefined
      if (name !== undefined && title !== undefined) titles.set(name, title)
      return name === undefined ? [] : [name]
    })
  }
  const includes = namesAt('includes')
  return { shown: includes.includes('*') ? 'all' : new Set(includes), hidden: new Set(namesAt('excludes')), titles }
}

function hasAliases(map: MapNode): boolean {
  const includes = childOf(map, 'includes')
  return includes?.kind === 'list' && includes.items.some((item) => item.kind === 'map' && childOf(item, 'alias') !== undefined)
}

function shownField<F extends { name: string; hidden: boolean; label: string | undefined }>(field: F, members: Members | undefined): F {
  const isShown = members !== undefined && (members.shown === 'all' || members.shown.has(field.name)) && !members.hidden.has(field.name)
  return { ...field, hidden: field.hidden || !isShown, label: members?.titles.get(field.name) ?? field.label }
}

type Paths = { root: string; view: string; edges: readonly JoinEdge[]; joins: Map<string, JoinSource>; cubes: ReadonlyMap<string, ModelSource> }

/** Adds the joins along a path; the way there is hidden unless another path ends there. Answers what is missing. */
function addPath({ path, members }: Part, { root, view, edges, joins, cubes }: Paths): string | undefined {
  let alias = view
  for (const [step, to] of path.entries()) {
    if (step === 0) {
      if (to !== root) return `it begins with ${to} and not with ${root}`
      continue
    }
    const from = path[step - 1] ?? ''
    const edge = edges.find((one) => one.from === from && one.to === to)
    if (edge === undefined) return `cube ${from} does not join ${to}`
    const isEnd = step === path.length - 1
    const before = alias
    alias = to
    const known = joins.get(alias)
    const join = known ?? { ...joinOf(edge, { from: before, to }), fields: [] }
    if (isEnd) join.fields = fieldsOf(members, cubes.get(to))
    joins.set(alias, join)
  }
  return undefined
}

/** The fields of a joined cube that a view shows; `undefined` for all of them. */
function fieldsOf({ shown, hidden }: Members, cube: ModelSource | undefined): string[] | undefined {
  if (shown === 'all' && hidden.size === 0) return undefined
  const all = [...(cube?.columns.map(({ dimension }) => dimension) ?? []), ...(cube?.metrics ?? [])].filter((field) => !field.hidden).map(({ name }) => name)
  return (shown === 'all' ? all : [...shown]).filter((name) => !hidden.has(name))
}

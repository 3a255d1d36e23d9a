import { problemOf } from '../../problems/finding.ts'
import type { SourceFile } from '../../types/explore.ts'
import { type FormatModels, type FormatNotes, formatNotes } from '../format-notes.ts'
import { dropUnjoined } from '../drop-unjoined.ts'
import { mapReader, type Reading } from '../map-reader.ts'
import type { ModelSource, Relation } from '../model-source.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'
import type { ParsedFile } from '../parsed-file.ts'
import { relationOfTable } from '../relation-of-table.ts'
import { modelSource } from '../source-parts.ts'
import { type JoinEdge, reachableJoins } from '../join-graph.ts'
import { readEdges } from './cube-joins.ts'
import { type CubeMap, extended } from './cube-map.ts'
import type { CubeReading } from './cube-reading.ts'
import { readDimensions } from './read-dimensions.ts'
import { readMeasures } from './read-measures.ts'
import { readView } from './read-view.ts'

/**
 * Cubes and views of all files as models. `code` are files that make cubes by a program (JavaScript, Python, Jinja): these
 * are reported and not run.
 */
export function readCube(files: readonly ParsedFile[], code: readonly SourceFile[]): FormatModels {
  const notes = formatNotes('cube')
  for (const { path } of code) refuseCode(notes, path)
  const cubeMaps = extended(files.flatMap((file) => mapsIn(file, 'cubes', notes)))
  const viewMaps = extended(files.flatMap((file) => mapsIn(file, 'views', notes)))
  notes.report.files.push(...files.map(({ path }) => path))
  const cubes = new Map(cubeMaps.map((cube) => [cube.name, emptyModel(cube, notes)]))
  const readings = cubeMaps.flatMap((cube): CubeReading[] => {
    const model = cubes.get(cube.name)
    if (model === undefined) return []
    const reading: Reading = { place: cube.place, report: (finding) => void model.problems.push(problemOf(finding, cube.name)) }
    return [{ ...reading, name: cube.name, reader: mapReader(reading, cube.map, `cube ${cube.name}`), model, cubes, notes }]
  })
  for (const reading of readings) readDimensions(reading)
  for (const reading of readings) readMeasures(reading)
  const edges = readings.flatMap((reading): JoinEdge[] => readEdges(reading))
  const views = viewMaps.flatMap((view): ModelSource[] => {
    const model = readView(view, { cubes, edges, notes })
    if (model === undefined) return []
    closeWhenGuarded(model, view)
    return scalarText(childOf(view.map, 'public')) === 'false' ? [] : [model]
  })
  for (const [name, model] of cubes) model.joins.push(...reachableJoins(name, edges))
  for (const model of [...cubes.values(), ...views]) dropUnjoined(model, notes)
  return { models: [...cubes.values(), ...views], findings: notes.findings, report: notes.report }
}

function refuseCode(notes: FormatNotes, path: string): void {
  notes.report.files.push(path)
  const why = 'it is a program (JavaScript, Python or Jinja), and programs are not run'
  notes.refused({ what: `file ${path}`, at: { file: path, line: 1, column: 1 }, why, hint: 'Write its cubes as plain YAML.' })
}

function mapsIn({ root, place }: ParsedFile, key: 'cubes' | 'views', notes: FormatNotes): CubeMap[] {
  const reader = mapReader({ place, report: (finding) => notes.findings.push(finding) }, root, 'the file')
  return reader.named(key, 'strict').map(({ name, offset, map }) => ({ name, offset, map, place }))
}

const notHere = {
  pre_aggregations: 'nothing is computed before it is asked for',
  hierarchies: 'hierarchies are not known here',
  folders: 'folders are not known here',
}

function emptyModel(cube: CubeMap, notes: FormatNotes): ModelSource {
  const { name, map, place, offset } = cube
  const at = place(offset)
  const text = (key: string): string | undefined => scalarText(childOf(map, key))
  const model = modelSource({
    name,
    at,
    relation: relationOf(map, name),
    label: text('title'),
    description: text('description'),
    joinOnly: ['public', 'shown'].some((key) => text(key) === 'false'),
  })
  for (const [key, why] of Object.entries(notHere)) {
    const entry = map.entries.get(key)
    if (entry !== undefined) notes.refused({ what: `${key} of cube ${name}`, at: place(entry.keyOffset), why, hint: 'The rest of the cube works without it.' })
  }
  const source = text('data_source')
  if (source !== undefined && source !== 'default') {
    const why = `its data source ${source} is not known; the tables of this project are read`
    notes.approximated({ what: `cube ${name}`, at, why, hint: 'Make sure that its table is in the warehouse of this project.' })
  } else notes.read(`cube ${name}`, at)
  closeWhenGuarded(model, cube)
  return model
}

/** What decides who may see rows must not get lost: a cube whose rule cannot be kept is closed. */
function closeWhenGuarded(model: ModelSource, { map, name, place }: CubeMap): void {
  const visibility = scalarText(childOf(map, 'public'))
  const guard = map.entries.get('access_policy') ?? (visibility === undefined || /^(true|false)$/.test(visibility) ? undefined : map.entries.get('public'))
  const sql = scalarText(childOf(map, 'sql')) ?? ''
  const inSql = /\{\s*(SECURITY_CONTEXT|FILTER_PARAMS|COMPILE_CONTEXT)/i.test(sql) ? map.entries.get('sql') : undefined
  const entry = guard ?? inSql
  if (entry === undefined) return
  const finding = {
    code: 'cube.guard',
    at: place(entry.keyOffset),
    message: `${name} is closed: its ${entry.key} depends on who asks, and Cube's rules are not known here.`,
    hint: 'Write the rule as sql_filter or required_attributes in YAML of this project, and take it out here.',
  }
  model.problems.push(problemOf(finding, model.name))
}

/** `sql_table`, or `sql` as a query in parentheses. */
function relationOf(map: MapNode, name: string): Relation {
  const query = scalarText(childOf(map, 'sql'))?.trim().replace(/;\s*$/, '')
  if (query !== undefined && query !== '') {
    // SELECT * FROM t is the table itself, whose column types the warehouse knows.
    const table = /^select\s+\*\s+from\s+([\w."`]+)$/i.exec(query)?.[1]
    if (table === undefined) return { kind: 'sql', sql: `(${query})`, database: undefined, schema: undefined, name: undefined }
    return relationOfTable(table)
  }
  return relationOfTable(scalarText(childOf(map, 'sql_table')) ?? name)
}

import { type Finding, problemOf } from '../problems/finding.ts'
import { placesIn } from '../problems/place.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Problem, SourceFile } from '../types/explore.ts'
import type { FormatReport } from '../types/format-report.ts'
import { readCube } from './cube/read-cube.ts'
import { type FileFormat, formatsOf } from './file-format.ts'
import { type FormatModels, formatNotes } from './format-notes.ts'
import { readHashboard } from './hashboard/read-hashboard.ts'
import { hexDocuments } from './hex/hex-documents.ts'
import { readHex } from './hex/read-hex.ts'
import { readLookml } from './lookml/read-lookml.ts'
import { readMetricflow } from './metricflow/read-metricflow.ts'
import { modelNames } from './model-names.ts'
import type { GranularitySource, ModelSource, ParameterSource } from './model-source.ts'
import type { Node } from './node.ts'
import { readOsi } from './osi/read-osi.ts'
import type { ParsedFile } from './parsed-file.ts'
import { parseYaml } from './parse-yaml.ts'
import { projectLayout } from './project-layout.ts'
import { readConfig } from './read-config.ts'
import { manifestSemantics, readManifest } from './read-manifest.ts'
import { readModelFile } from './read-model-file.ts'
import { type FileModels, isModelFile, readSchemaFile } from './read-schema-file.ts'
import { modelSource } from './source-parts.ts'
import { isWrittenAs } from './written-as.ts'

/** Every model of a project, each with its own problems, and the problems that belong to no model. */
export type ProjectSource = {
  models: ModelSource[]
  /** Those of the whole project. */ parameters: ParameterSource[]
  granularities: GranularitySource[]
  problems: Problem[]
  reports: FormatReport[]
}

/** What was read of each file, by path. A file whose text is the same is not read again: its models are the same objects. */
export type ReadMemory = Map<string, ReadFile>

type ReadFile = {
  text: string
  isDbtFile: boolean
  formats: readonly FileFormat[]
  /** Kept for readers that see all files of their form. */
  parsed: readonly ParsedFile[]
  found: FileModels
}

/**
 * Reads a folder, each file by the reader of its form: dbt and Lightdash YAML or a manifest, MetricFlow, Cube, LookML,
 * Open Semantic Interchange, Hashboard and Hex; they may stand side by side. A file that cannot be read takes only its own models out of
 * service. Calculations of Hex are written for the dialect. Never throws for what is in the files.
 */
export function readProject(files: readonly SourceFile[], dialect: Dialect, memory: ReadMemory = new Map()): ProjectSource {
  const layout = projectLayout(files)
  const findings: Finding[] = [...layout.findings]
  const models: ModelSource[] = []
  const config = layout.config === undefined ? undefined : readConfig(layout.config)
  findings.push(...(config?.findings ?? []))
  const byFormat: Record<FileFormat, ParsedFile[]> = { dbt: [], metricflow: [], cube: [], osi: [], hashboard: [], hex: [] }
  const take = ({ models: found, findings: more }: FileModels): void => {
    models.push(...found)
    findings.push(...more)
  }
  for (const { file, root } of layout.manifests) {
    take(readManifest(file, files, root))
    byFormat.dbt.push({ path: file.path, root: emptyMap, place: placesIn(file.path, '') })
    const semantics = manifestSemantics(file)
    if (semantics !== undefined) byFormat.metricflow.push(semantics)
  }
  const dbtFiles = new Set(layout.schemaFiles)
  for (const file of [...layout.schemaFiles, ...layout.otherFiles.filter(isWrittenAs('cube', 'osi', 'hashboard', 'hex'))]) {
    const isDbtFile = dbtFiles.has(file)
    const known = memory.get(file.path)
    const read = known?.text === file.text && known.isDbtFile === isDbtFile ? known : readFile(file, isDbtFile)
    memory.set(file.path, read)
    for (const format of read.formats) byFormat[format].push(...read.parsed)
    take(read.found)
  }
  forgetOthers(memory, files)
  // MetricFlow goes on in models of dbt: those that are remembered must not change.
  if (byFormat.metricflow.length > 0) models.splice(0, models.length, ...models.map((model) => structuredClone(model)))
  const dbt = dbtReport(byFormat.dbt, models)
  const reports = dbt.files.length === 0 ? [] : [dbt]
  const foreign = (found: FormatModels | undefined): void => {
    if (found === undefined) return
    models.push(...found.models)
    findings.push(...found.findings)
    reports.push(found.report)
  }
  const { metricflow, cube, osi, hashboard, hex } = byFormat
  foreign(metricflow.length === 0 ? undefined : readMetricflow(metricflow, models))
  foreign(cube.length === 0 && layout.cubeCode.length === 0 ? undefined : readCube(cube, layout.cubeCode))
  foreign(layout.lookmlFiles.length === 0 ? undefined : readLookml(layout.lookmlFiles))
  foreign(osi.length === 0 ? undefined : readOsi(osi))
  foreign(hashboard.length === 0 ? undefined : readHashboard(hashboard))
  foreign(hex.length === 0 ? undefined : readHex(hex, dialect))
  return {
    models,
    parameters: config?.parameters ?? [],
    granularities: config?.granularities ?? [],
    problems: findings.map((finding) => problemOf(finding)),
    reports,
  }
}

const emptyMap = { kind: 'map', entries: new Map(), offset: 0 } as const

/** Reads the models of a dbt file at once; files of other forms are kept for their readers, which see all of them. */
function readFile(file: SourceFile, isDbtFile: boolean): ReadFile {
  const place = placesIn(file.path, file.text)
  const read = { text: file.text, isDbtFile }
  const hex = isWrittenAs('hex')(file) ? hexDocuments(file.path, file.text, place) : undefined
  if (hex !== undefined) return { ...read, formats: ['hex'], parsed: hex.parsed, found: { models: [], findings: hex.findings } }
  const { root, findings } = parseYaml(file.text, place)
  const nothing: ParsedFile[] = [{ path: file.path, root: emptyMap, place }]
  if (findings.some(({ severity }) => severity !== 'warning')) return { ...read, formats: [], parsed: nothing, found: brokenFile(file, root, findings) }
  if (root?.kind !== 'map') return { ...read, formats: [], parsed: nothing, found: { models: [], findings } }
  const formats = formatsOf(root).filter((format) => isDbtFile || format === 'cube' || format === 'osi' || format === 'hashboard')
  const parsed = [{ path: file.path, root, place }] as const
  if (formats.length === 0 && isDbtFile) return { ...read, formats, parsed: nothing, found: { models: [], findings: [...findings, unknownFile(parsed[0])] } }
  if (!formats.includes('dbt')) return { ...read, formats, parsed, found: { models: [], findings } }
  const found = isModelFile(root) ? readModelFile(root, place) : readSchemaFile(root, place)
  // The tree of a file that only its models are made of is not needed again, and large.
  return { ...read, formats, parsed: formats.length === 1 ? nothing : parsed, found: { models: found.models, findings: [...findings, ...found.findings] } }
}

function forgetOthers(memory: ReadMemory, files: readonly SourceFile[]): void {
  if (memory.size <= files.length) return
  const paths = new Set(files.map(({ path }) => path))
  for (const path of memory.keys()) if (!paths.has(path)) memory.delete(path)
}

function unknownFile({ place, root }: ParsedFile): Finding {
  const [first] = root.entries.keys()
  return {
    code: 'project.unknown_file',
    severity: 'warning',
    at: place(root.offset),
    message: `This file is in no form that is read here${first === undefined ? '' : ` (it begins with ${first})`}.`,
    hint: 'Models stand under models:, semantic_models:, cubes:, views: or semantic_model:, or the file says "type: model" or base_sql_table:. Move other files out of the model folder.',
  }
}

function dbtReport(files: readonly ParsedFile[], models: readonly ModelSource[]): FormatReport {
  const { report, read } = formatNotes('dbt')
  report.files.push(...files.map(({ path }) => path))
  for (const { name, at } of models) read(`model ${name}`, at)
  return report
}

/** The models of a file with errors: known by name, so that what joins them can say why it does not work. */
function brokenFile(file: SourceFile, root: Node | undefined, findings: Finding[]): FileModels {
  const place = placesIn(file.path, file.text)
  const [first] = findings
  if (first === undefined) return { models: [], findings }
  const names = modelNames(root, file.text)
  const models = names.map(({ name, offset }): ModelSource => {
    const message = `The file of model ${name} cannot be read: line ${first.at.line}: ${first.message}`
    return modelSource({ name, at: place(offset), problems: [problemOf({ ...first, message }, name)] })
  })
  return { models, findings: models.length === 0 ? findings : findings.slice(1) }
}

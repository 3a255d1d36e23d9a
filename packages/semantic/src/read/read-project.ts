import { type Finding, problemOf } from '../problems/finding.ts'
import { placesIn } from '../problems/place.ts'
import type { Problem, SourceFile } from '../types/explore.ts'
import { modelNames } from './model-names.ts'
import type { Node } from './node.ts'
import type { ModelSource } from './model-source.ts'
import { parseYaml } from './parse-yaml.ts'
import { projectLayout } from './project-layout.ts'
import { readManifest } from './read-manifest.ts'
import { readModelFile } from './read-model-file.ts'
import { type FileModels, isModelFile, readSchemaFile } from './read-schema-file.ts'

/** Every model of a project, each with its own problems, and the problems that belong to no model. */
export type ProjectSource = { models: ModelSource[]; problems: Problem[] }

/**
 * Reads a folder: a dbt project, a manifest, or plain YAML. A file that cannot be read takes only its own models out of
 * service. Never throws for what is in the files.
 */
export function readProject(files: readonly SourceFile[]): ProjectSource {
  const layout = projectLayout(files)
  const problems = layout.findings.map((finding) => problemOf(finding))
  if (layout.manifest !== undefined) {
    const { models, findings } = readManifest(layout.manifest, files)
    return { models, problems: [...problems, ...findings.map((finding) => problemOf(finding))] }
  }
  const models: ModelSource[] = []
  for (const file of layout.schemaFiles) {
    const found = readFile(file)
    models.push(...found.models)
    problems.push(...found.findings.map((finding) => problemOf(finding)))
  }
  return { models, problems }
}

function readFile(file: SourceFile): FileModels {
  const place = placesIn(file.path, file.text)
  const { root, findings } = parseYaml(file.text, place)
  if (findings.some(({ severity }) => severity !== 'warning')) return brokenFile(file, root, findings)
  if (root?.kind !== 'map') return { models: [], findings }
  const found = isModelFile(root) ? readModelFile(root, place) : readSchemaFile(root, place)
  return { models: found.models, findings: [...findings, ...found.findings] }
}

/** The models of a file with errors: known by name, so that what joins them can say why it does not work. */
function brokenFile(file: SourceFile, root: Node | undefined, findings: Finding[]): FileModels {
  const place = placesIn(file.path, file.text)
  const [first] = findings
  if (first === undefined) return { models: [], findings }
  const names = modelNames(root, file.text)
  const models = names.map(({ name, offset }): ModelSource => {
    const at = place(offset)
    const message = `The file of model ${name} cannot be read: line ${first.at.line}: ${first.message}`
    return { ...emptyModel(name), at, problems: [problemOf({ ...first, message }, name)] }
  })
  return { models, findings: models.length === 0 ? findings : findings.slice(1) }
}

function emptyModel(name: string): Omit<ModelSource, 'at' | 'problems'> {
  return {
    name,
    relation: { kind: 'name', database: undefined, schema: undefined, name },
    label: undefined,
    description: undefined,
    tags: [],
    groupLabel: undefined,
    groupDetails: undefined,
    orderFieldsBy: undefined,
    sqlFilter: undefined,
    requiredFilters: [],
    requiredAttributes: undefined,
    primaryKey: undefined,
    columns: [],
    metrics: [],
    joins: [],
    dependsOn: [],
    sqlPath: undefined,
  }
}

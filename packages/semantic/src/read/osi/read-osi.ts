import { type FormatModels, formatNotes } from '../format-notes.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'
import { reachableJoins } from '../join-graph.ts'
import type { ModelSource } from '../model-source.ts'
import type { ParsedFile } from '../parsed-file.ts'
import { namedMaps, type OsiReading } from './osi-parts.ts'
import { osiVersion } from './osi-version.ts'
import { readDataset } from './read-dataset.ts'
import { readMetrics } from './read-metrics.ts'
import { readRelationships } from './read-relationships.ts'

/** True for a document of Open Semantic Interchange: a list of semantic models, or one model at the top. */
export function isOsi(root: MapNode): boolean {
  return childOf(root, 'semantic_model')?.kind === 'list' || (childOf(root, 'datasets')?.kind === 'list' && childOf(root, 'version') !== undefined)
}

/** The semantic models of all documents: datasets as models, relationships as joins, metrics on the dataset they count. */
export function readOsi(files: readonly ParsedFile[]): FormatModels {
  const notes = formatNotes('osi')
  const models = files.flatMap(({ path, root, place }) => {
    notes.report.files.push(path)
    const reading: OsiReading = { place, notes }
    const version = scalarText(childOf(root, 'version'))
    if (version !== undefined && version !== osiVersion) {
      const why = `it is written in version ${version} of the specification, and is read as ${osiVersion}`
      notes.approximated({
        what: `file ${path}`,
        at: place(root.entries.get('version')?.keyOffset ?? 0),
        why,
        hint: 'Check what is read against what was meant.',
      })
    }
    const list = childOf(root, 'semantic_model') === undefined ? [{ map: root }] : namedMaps(reading, root, 'semantic_model')
    return list.flatMap(({ map }) => readSemanticModel(reading, map))
  })
  return { models, findings: notes.findings, report: notes.report }
}

function readSemanticModel(reading: OsiReading, map: MapNode): ModelSource[] {
  const datasets = new Map(namedMaps(reading, map, 'datasets').map((item) => [item.name, readDataset(reading, item)]))
  const edges = readRelationships(reading, map, datasets)
  const models = new Map([...datasets].map(([name, { model }]) => [name, model]))
  for (const [name, { model, hasJoins }] of datasets) if (!hasJoins) model.joins.push(...reachableJoins(name, edges))
  readMetrics(reading, map, models)
  return [...models.values()]
}

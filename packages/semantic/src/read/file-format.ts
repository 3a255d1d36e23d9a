import { isHashboard, isHashboardModel } from './hashboard/read-hashboard.ts'
import { isMetricflow } from './metricflow/read-metricflow.ts'
import { childOf, type MapNode } from './node.ts'
import { isOsi } from './osi/read-osi.ts'
import { isModelFile } from './read-schema-file.ts'

/** The forms that a YAML or JSON file can have; MetricFlow stands in files of dbt. */
export type FileFormat = 'dbt' | 'metricflow' | 'cube' | 'osi' | 'hashboard' | 'hex'

/** Keys of dbt files, some of which hold no models. */
const dbtKeys = ['models', 'sources', 'seeds', 'snapshots', 'exposures', 'macros', 'analyses', 'tests', 'data_tests', 'unit_tests', 'groups', 'functions']
/** Content that lies beside models: charts and dashboards as code have a slug. */
const contentKeys = ['slug', 'contentType']

/**
 * The forms of a file, by what it says and not by its name; none when it is in no form that is known. A file with nothing
 * in it but a version, or with content that is no model, counts as one of dbt: there is nothing to complain of.
 */
export function formatsOf(root: MapNode): FileFormat[] {
  // Its other files are content: charts and dashboards.
  if (isHashboard(root)) return isHashboardModel(root) ? ['hashboard'] : []
  if (isModelFile(root)) return ['dbt']
  const has = (key: string): boolean => childOf(root, key) !== undefined
  const isList = (key: string): boolean => childOf(root, key)?.kind === 'list'
  const formats: FileFormat[] = []
  if (isOsi(root)) formats.push('osi')
  if (isList('cubes') || isList('views')) formats.push('cube')
  if (isMetricflow(root)) formats.push('metricflow')
  const isEmpty = [...root.entries.keys()].every((key) => key === 'version')
  if (dbtKeys.some(has) || (formats.length === 0 && (isEmpty || contentKeys.some(has) || hasSlip(root)))) formats.push('dbt')
  return formats
}

/** A list whose items have columns or meta: models under a key that was meant to be "models". */
function hasSlip(root: MapNode): boolean {
  return [...root.entries.values()].some(
    ({ value }) =>
      value.kind === 'list' && value.items.some((item) => item.kind === 'map' && (childOf(item, 'columns') ?? childOf(item, 'meta')) !== undefined),
  )
}

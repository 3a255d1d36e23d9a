import type { Finding } from '../problems/finding.ts'
import { placesIn } from '../problems/place.ts'
import type { SourceFile } from '../types/explore.ts'
import { mapReader, type Reading } from './map-reader.ts'
import type { GranularitySource, ParameterSource } from './model-source.ts'
import { parseYaml } from './parse-yaml.ts'
import { readGranularities } from './read-granularities.ts'
import { readParameters } from './read-parameters.ts'

/** What `lightdash.config.yml` says for the whole project. Other keys are for other programs. */
export type ProjectConfig = { parameters: ParameterSource[]; granularities: GranularitySource[] }

/** Reads the configuration of a project. What is wrong in it is left out with a warning. */
export function readConfig(file: SourceFile): ProjectConfig & { findings: Finding[] } {
  const place = placesIn(file.path, file.text)
  const { root, findings } = parseYaml(file.text, place)
  const found = [...findings]
  if (root?.kind !== 'map') return { parameters: [], granularities: [], findings: found }
  const reading: Reading = { place, report: (finding) => void found.push({ ...finding, severity: 'warning' }) }
  const reader = mapReader(reading, root, file.path)
  return { parameters: readParameters(reading, reader) ?? [], granularities: readGranularities(reading, reader), findings: found }
}

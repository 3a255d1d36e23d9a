import type { Finding } from '../problems/finding.ts'
import { placesIn } from '../problems/place.ts'
import type { SourceFile } from '../types/explore.ts'
import { mapReader, type Reading } from './map-reader.ts'
import type { ParameterSource } from './model-source.ts'
import { parseYaml } from './parse-yaml.ts'
import { readParameters } from './read-parameters.ts'

/** What `lightdash.config.yml` says for the whole project: its parameters. Other keys are for other programs. */
export function readConfig(file: SourceFile): { parameters: ParameterSource[]; findings: Finding[] } {
  const place = placesIn(file.path, file.text)
  const { root, findings } = parseYaml(file.text, place)
  const found = [...findings]
  if (root?.kind !== 'map') return { parameters: [], findings: found }
  const reading: Reading = { place, report: (finding) => void found.push({ ...finding, severity: 'warning' }) }
  return { parameters: readParameters(reading, mapReader(reading, root, file.path)) ?? [], findings: found }
}

import { writeYaml } from '../code/write-yaml.ts'
import type { Spec } from './spec.ts'

const folders: Readonly<Record<string, string>> = { model: 'models', saved_exploration: 'explorations', dashboard: 'dashboards' }

/** A file of the format: where it lies, and its text. The same thing gives the same bytes. */
export const writeSpec = (spec: Spec): { path: string; text: string } => ({
  path: `${folders[spec.type] ?? spec.type}/${spec.alias}.yml`,
  text: writeYaml(spec),
})

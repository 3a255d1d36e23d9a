import { stringify } from 'yaml'
import type { Spec } from './spec.ts'

const folders: Readonly<Record<string, string>> = { model: 'models', saved_exploration: 'explorations', dashboard: 'dashboards' }

/** A file of the format: where it lies, and its text. The same thing gives the same bytes. */
export const writeSpec = (spec: Spec): { path: string; text: string } => ({
  path: `${folders[spec.type] ?? spec.type}/${spec.alias}.yml`,
  // Parts that are the same twice are written twice: who reads a file looks for no anchors.
  text: stringify(spec, { schema: 'core', lineWidth: 0, aliasDuplicateObjects: false }),
})

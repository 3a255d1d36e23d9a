import { parseDocument } from 'yaml'
import { placesOfModels } from './model-form.ts'
import { setYamlValue, type YamlPath, type YamlValue } from './yaml-text.ts'

/** One change of a form. `null` takes a key out. */
export type ModelEdit =
  | { kind: 'model'; key: 'label' | 'description'; value: string | null }
  | { kind: 'model'; key: 'primary_key'; value: readonly string[] | null }
  | { kind: 'dimension'; name: string; key: 'type' | 'label' | 'format'; value: string | null }
  | { kind: 'dimension'; name: string; key: 'hidden'; value: boolean | null }
  /** A metric that is not there yet is made by its first key. */
  | { kind: 'metric'; name: string; column: string | null; key: 'type' | 'label' | 'sql' | 'format'; value: string | null }

/**
 * The text of a model file after one change of a form: the same text but for what was changed. Comes back as it is when
 * the file cannot be read or has no such model or column.
 */
export function editModel(text: string, model: string, edit: ModelEdit): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) return text
  const places = placesOfModels(document).find(({ name }) => name === model)
  if (places === undefined) return text
  const put = (path: YamlPath, value: YamlValue): string => setYamlValue(text, path, value)
  switch (edit.kind) {
    case 'model': {
      if (edit.key !== 'primary_key') return put([...(edit.key === 'description' ? places.own : places.meta), edit.key], edit.value)
      const [only, ...more] = edit.value ?? []
      return put([...places.meta, edit.key], only === undefined ? null : more.length === 0 ? only : [only, ...more])
    }
    case 'dimension': {
      const column = places.columns.find(({ name }) => name === edit.name)
      return column === undefined ? text : put([...column.dimension, edit.key], edit.value)
    }
    case 'metric': {
      const column = places.columns.find(({ name }) => name === edit.column)
      if (edit.column !== null && column === undefined) return text
      return put([...(column?.metrics ?? [...places.meta, 'metrics']), edit.name, edit.key], edit.value)
    }
  }
}

import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { YamlPath } from './yaml-text.ts'

/** A dimension as a form shows it; absent where the file says nothing. */
export type DimensionForm = { name: string; type?: string; label?: string; hidden?: boolean; format?: string }
/** A metric as a form shows it; `column` is the column it hangs on, null for one of the model itself. */
export type MetricForm = { name: string; column: string | null; type?: string; label?: string; sql?: string; format?: string }
/** The most common things of one model of a file. */
export type ModelForm = {
  name: string
  label?: string
  description?: string
  primaryKey: string[]
  dimensions: DimensionForm[]
  metrics: MetricForm[]
}

/** Where things of a model stand in its document. */
export type ModelPlaces = {
  name: string
  /** The model itself: name and description. */
  own: YamlPath
  /** What it says about itself as an explore. */
  meta: YamlPath
  columns: { name: string; dimension: YamlPath; metrics: YamlPath }[]
}

/**
 * The models of a file as forms; dbt's form and Lightdash's own. Empty for files of other forms and for files that
 * cannot be read.
 */
export function readModelForms(text: string): ModelForm[] {
  const document = parseDocument(text)
  return document.errors.length > 0 ? [] : placesOfModels(document).map((places) => formOf(document, places))
}

/** Every model of a document with its places. */
export function placesOfModels(document: Document): ModelPlaces[] {
  const type = document.getIn(['type'])
  if (typeof type === 'string' && /^model(\/|$)/.test(type)) return [ownForm(document)].filter(({ name }) => name !== '')
  return itemsAt(document, ['models']).map((own) => dbtForm(document, own))
}

function ownForm(document: Document): ModelPlaces {
  const columns = itemsAt(document, ['dimensions']).map((item) => ({
    name: nameAt(document, item),
    dimension: item,
    metrics: [...item, 'metrics'],
  }))
  return { name: nameAt(document, []), own: [], meta: [], columns }
}

function dbtForm(document: Document, own: YamlPath): ModelPlaces {
  const columns = itemsAt(document, [...own, 'columns']).map((item) => {
    const meta = metaAt(document, item)
    return { name: nameAt(document, item), dimension: [...meta, 'dimension'], metrics: [...meta, 'metrics'] }
  })
  return { name: nameAt(document, own), own, meta: metaAt(document, own), columns }
}

/** `meta`, or `config.meta` where only that is there. */
function metaAt(document: Document, own: YamlPath): YamlPath {
  const config = [...own, 'config', 'meta']
  return isMap(document.getIn(config)) && !isMap(document.getIn([...own, 'meta'])) ? config : [...own, 'meta']
}

/** Maps of a list that have a name. */
function itemsAt(document: Document, path: YamlPath): YamlPath[] {
  const list = document.getIn(path)
  if (!isSeq(list)) return []
  return list.items.flatMap((item, index) => (isMap(item) && typeof item.get('name') === 'string' ? [[...path, index]] : []))
}

function nameAt(document: Document, path: YamlPath): string {
  return textAt(document, [...path, 'name']) ?? ''
}

function textAt(document: Document, path: YamlPath): string | undefined {
  const value = document.getIn(path)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function formOf(document: Document, places: ModelPlaces): ModelForm {
  const at = (path: YamlPath, key: string): Record<string, string> => {
    const text = textAt(document, [...path, key])
    return text === undefined ? {} : { [key]: text }
  }
  const metricsAt = (path: YamlPath, column: string | null): MetricForm[] =>
    keysAt(document, path).map((name) => {
      const own = [...path, name]
      return { name, column, ...at(own, 'type'), ...at(own, 'label'), ...at(own, 'sql'), ...at(own, 'format') }
    })
  return {
    name: places.name,
    ...at(places.meta, 'label'),
    ...at(places.own, 'description'),
    primaryKey: listAt(document, [...places.meta, 'primary_key']),
    dimensions: places.columns.map(({ name, dimension }) => {
      const hidden = document.getIn([...dimension, 'hidden'])
      return {
        name,
        ...at(dimension, 'type'),
        ...at(dimension, 'label'),
        ...at(dimension, 'format'),
        ...(typeof hidden === 'boolean' ? { hidden } : {}),
      }
    }),
    metrics: [...metricsAt([...places.meta, 'metrics'], null), ...places.columns.flatMap(({ name, metrics }) => metricsAt(metrics, name))],
  }
}

function keysAt(document: Document, path: YamlPath): string[] {
  const map = document.getIn(path)
  return isMap(map) ? map.items.flatMap(({ key }) => (isScalar(key) && typeof key.value === 'string' ? [key.value] : [])) : []
}

function listAt(document: Document, path: YamlPath): string[] {
  const value = document.getIn(path)
  if (typeof value === 'string') return [value]
  return isSeq(value) ? value.items.flatMap((item) => (isScalar(item) && typeof item.value === 'string' ? [item.value] : [])) : []
}

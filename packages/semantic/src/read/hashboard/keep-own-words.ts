import { stringify } from 'yaml'
import type { SourceFile } from '../../types/explore.ts'
import { isObject } from '../json-object.ts'
import type { NamedModel } from './hashboard-names.ts'
import { listAt, objectAt, type Plain } from './plain-node.ts'

/**
 * The file of a model with what stood under `atrium` of the same model before, also of its fields, as far as the file does not say it
 * itself: what the format has no words for, row rules and guards among it, is in no export. `name`: the one that it keeps. As it is where
 * nothing is added; letter for letter where only its end is.
 */
export function withKept(file: SourceFile, { plain }: NamedModel, former: NamedModel | undefined, name: string | undefined): SourceFile {
  const own = { ...(name === undefined ? {} : { name }), ...(former === undefined ? {} : keptOfModel(plain, former.plain)) }
  const columns = former === undefined ? [] : listAt(plain, 'cols').map((column) => (isObject(column) ? keptOfColumn(column, plain, former.plain) : {}))
  const isOfFields = columns.some(isFilled)
  if (!isFilled(own) && !isOfFields) return file
  const isJson = file.text.trimStart().startsWith('{')
  if (!isJson && !isOfFields && plain['atrium'] === undefined) return { path: file.path, text: file.text.replace(/\n*$/, '\n') + stringify({ atrium: own }) }
  const whole = {
    ...withOwn(plain, own),
    ...(isOfFields ? { cols: listAt(plain, 'cols').map((column, place) => (isObject(column) ? withOwn(column, columns[place] ?? {}) : column)) } : {}),
  }
  return { path: file.path, text: isJson ? `${JSON.stringify(whole, null, 2)}\n` : stringify(whole) }
}

const isFilled = (own: Plain): boolean => Object.keys(own).length > 0
const withOwn = (plain: Plain, own: Plain): Plain => (isFilled(own) ? { ...plain, atrium: { ...objectAt(plain, 'atrium'), ...own } } : plain)
const missingIn = (now: Plain, before: Plain): Plain => Object.fromEntries(Object.entries(before).filter(([key]) => !Object.hasOwn(now, key)))

/** Names are kept by the ids of models. */
function keptOfModel(now: Plain, before: Plain): Plain {
  const [own, former] = [objectAt(now, 'atrium'), objectAt(before, 'atrium')]
  const { name: _name, model: _model, ...kept } = missingIn(own, former)
  const model = missingIn(objectAt(own, 'model'), objectAt(former, 'model'))
  return isFilled(model) ? { ...kept, model: { ...objectAt(own, 'model'), ...model } } : kept
}

/** By its id, or, where there was none of that id, by what it reads: a guard is not lost with a name. */
function keptOfColumn(column: Plain, now: Plain, before: Plain): Plain {
  const [ids, columns] = [new Set(listAt(now, 'cols').map(idOf)), listAt(before, 'cols').filter(isObject)]
  const same = columns.find((one) => idOf(one) === idOf(column))
  const former = same ?? columns.find((one) => isObject(one['atrium']) && !ids.has(idOf(one)) && readBy(one) !== null && readBy(one) === readBy(column))
  return former === undefined ? {} : missingIn(objectAt(column, 'atrium'), objectAt(former, 'atrium'))
}

const idOf = (column: unknown): unknown => (isObject(column) ? column['id'] : undefined)
const readBy = ({ physicalName, sql, aggregate }: Plain): string | null =>
  physicalName === undefined && sql === undefined ? null : JSON.stringify([physicalName, sql, aggregate])

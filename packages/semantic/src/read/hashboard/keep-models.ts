import { placesIn } from '../../problems/place.ts'
import type { SourceFile } from '../../types/explore.ts'
import { isObject } from '../json-object.ts'
import { parseYaml } from '../parse-yaml.ts'
import { namedModel, type NamedModel } from './hashboard-names.ts'
import { withKept } from './keep-own-words.ts'
import { isHashboardModel } from './read-hashboard.ts'
import { plainOf } from './plain-node.ts'

/** Files whose models are as they were called and ruled here, and the names of before by path. */
export type KeptModels = { files: SourceFile[]; names: ReadonlyMap<string, string> }

/**
 * Data models of Hashboard that were here before, with what was said of them here: under another alias, by their ids, they keep the names
 * that they had, which the charts of the project ask by, and what stood under `atrium` stays. Paths of both are in the same folder. Files
 * of other forms stay as they are.
 */
export function keepModels(files: readonly SourceFile[], before: readonly SourceFile[]): KeptModels {
  const now = files.map(modelIn)
  const former = before.flatMap((file) => modelIn(file) ?? [])
  const taken = new Set(now.flatMap((model) => (model === undefined ? [] : [model.name])))
  const names = new Map<string, string>()
  const kept = files.map((file, place): SourceFile => {
    const model = now[place]
    if (model === undefined) return file
    const sameId = former.find(({ id }) => id !== undefined && id === model.id)
    const name = sameId === undefined || sameId.name === model.name || taken.has(sameId.name) || model.plain['atrium'] !== undefined ? undefined : sameId.name
    if (name !== undefined) names.set(file.path, name)
    const sameModel = sameId ?? former.find((one) => one.name === model.name)
    const replaced = former.find((one) => isSamePlace(one, file) && !now.some((other) => isSameModel(one, other)))
    return withKept(file, model, sameModel ?? replaced, name)
  })
  return { files: kept, names }
}

/** Paths of files that would take the place of one that cannot be read as a whole data model: what it says of rules would be lost. */
export function inPlaceOfUnread(files: readonly SourceFile[], before: readonly SourceFile[]): string[] {
  const unread = before.filter((file) => modelIn(file) === undefined || !isReadable(file)).map((file) => ({ path: file.path, model: modelIn(file) }))
  return files.flatMap((file) => {
    const model = modelIn(file)
    return unread.some((one) => isSamePlace(one, file) || isSameModel(one.model, model)) ? [file.path] : []
  })
}

/** Files whose models are not among those of `files`, by id or name. */
export function withoutModelsOf(files: readonly SourceFile[], others: readonly SourceFile[]): SourceFile[] {
  const models = files.flatMap((file) => modelIn(file) ?? [])
  return others.filter((file) => {
    const model = modelIn(file)
    return !files.some((one) => isSamePlace(one, file)) && !models.some((one) => isSameModel(one, model))
  })
}

const isSameModel = (one: NamedModel | undefined, other: NamedModel | undefined): boolean =>
  one !== undefined && other !== undefined && (one.name === other.name || (one.id !== undefined && one.id === other.id))

/** JSON goes into the folder as YAML. */
const isSamePlace = (one: { path: string }, other: { path: string }): boolean => inFolder(one.path) === inFolder(other.path)
const inFolder = (path: string): string => path.replace(/\.json$/i, '.yml')

const isReadable = ({ path, text }: SourceFile): boolean => parseYaml(text, placesIn(path, text)).findings.every(({ severity }) => severity === 'warning')

function modelIn({ path, text }: SourceFile): NamedModel | undefined {
  const { root } = parseYaml(text, placesIn(path, text))
  if (root?.kind !== 'map' || !isHashboardModel(root)) return undefined
  const plain = plainOf(root)
  return isObject(plain) ? namedModel(path, plain) : undefined
}

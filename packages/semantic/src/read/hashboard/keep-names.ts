import { placesIn } from '../../problems/place.ts'
import type { SourceFile } from '../../types/explore.ts'
import { isObject } from '../json-object.ts'
import { parseYaml } from '../parse-yaml.ts'
import { namedModel, type NamedModel } from './hashboard-names.ts'
import { isHashboardModel } from './read-hashboard.ts'
import { plainOf } from './plain-node.ts'

/** Files whose models have the names of before, and those names by path. */
export type KeptNames = { files: SourceFile[]; names: ReadonlyMap<string, string> }

/**
 * Data models of Hashboard that were here before under another alias, by their ids: they keep the names that they had, which the charts
 * of the project ask by. Files of other forms stay as they are.
 */
export function keepModelNames(files: readonly SourceFile[], before: readonly SourceFile[]): KeptNames {
  const now = files.map(modelIn)
  const former = new Map(
    before
      .map(modelIn)
      .filter((model) => model?.id !== undefined)
      .map((model) => [model?.id, model?.name]),
  )
  const taken = new Set(now.flatMap((model) => (model === undefined ? [] : [model.name])))
  const names = new Map<string, string>()
  const kept = files.map((file, place): SourceFile => {
    const model = now[place]
    const name = model?.id === undefined ? undefined : former.get(model.id)
    if (model === undefined || name === undefined || name === model.name || taken.has(name) || model.plain['atrium'] !== undefined) return file
    names.set(file.path, name)
    return { path: file.path, text: withName(file.text, model, name) }
  })
  return { files: kept, names }
}

/** Files whose models are not among those of `files`, by id or name. */
export function withoutModelsOf(files: readonly SourceFile[], others: readonly SourceFile[]): SourceFile[] {
  const models = files.flatMap((file) => modelIn(file) ?? [])
  return others.filter((file) => {
    const model = modelIn(file)
    const isSame = (one: NamedModel): boolean => one.name === model?.name || (one.id !== undefined && one.id === model?.id)
    return !files.some(({ path }) => path === file.path) && !models.some(isSame)
  })
}

function modelIn({ path, text }: SourceFile): NamedModel | undefined {
  const { root } = parseYaml(text, placesIn(path, text))
  if (root?.kind !== 'map' || !isHashboardModel(root)) return undefined
  const plain = plainOf(root)
  return isObject(plain) ? namedModel(path, plain) : undefined
}

/** The file stays letter for letter where it is written in lines. */
const withName = (text: string, { plain }: NamedModel, name: string): string =>
  text.trimStart().startsWith('{')
    ? `${JSON.stringify({ ...plain, atrium: { name } }, null, 2)}\n`
    : `${text.replace(/\n*$/, '\n')}atrium:\n  name: ${JSON.stringify(name)}\n`

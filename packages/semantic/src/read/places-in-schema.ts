import { type Place, type PlaceFinder, placesIn } from '../problems/place.ts'
import type { SourceFile } from '../types/explore.ts'

/** Places of a model (empty list) or of one of its columns (its name), for fields that come from a manifest. */
export type SchemaPlaces = (columns: readonly string[]) => PlaceFinder

type NamedLines = { place: PlaceFinder; offsets: ReadonlyMap<string, readonly number[]> }

/**
 * Finds models of a manifest in the schema files that dbt read (`patch_path`), by the lines that name them. Without
 * such a file everything stands at the start of the file named, or of the manifest.
 */
export function placesInSchema(files: readonly SourceFile[], manifest: string, root: string): (patchPath: unknown, model: string) => SchemaPlaces {
  const known = new Map<string, NamedLines | undefined>()
  const linesOf = (path: string): NamedLines | undefined => {
    if (!known.has(path)) {
      const file = files.find((candidate) => candidate.path === path || (candidate.path.startsWith(root) && candidate.path.endsWith(`/${path}`)))
      known.set(path, file === undefined ? undefined : namedLines(file))
    }
    return known.get(path)
  }
  return (patchPath, model) => {
    const path = typeof patchPath === 'string' ? root + patchPath.replace(/^[^:]*:\/\//, '') : undefined
    const lines = path === undefined ? undefined : linesOf(path)
    const start: Place = { file: path ?? manifest, line: 1, column: 1 }
    if (lines === undefined) return () => () => start
    return (columns) => {
      const offset = [model, ...columns].reduce((from, name) => lines.offsets.get(name)?.find((found) => found > from) ?? from, -1)
      const place = offset === -1 ? start : lines.place(offset)
      return () => place
    }
  }
}

function namedLines(file: SourceFile): NamedLines {
  const offsets = new Map<string, number[]>()
  for (const match of file.text.matchAll(/^[ \t]*-?[ \t]*name:[ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s#]+))/gm)) {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    const offset = match.index + match[0].length - name.length
    const list = offsets.get(name)
    if (list === undefined) offsets.set(name, [offset])
    else list.push(offset)
  }
  return { place: placesIn(file.path, file.text), offsets }
}

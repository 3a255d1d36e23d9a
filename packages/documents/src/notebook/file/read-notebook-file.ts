import { nearestNames, type Problem } from '@atrium/semantic'
import { type SourceText, type YamlMap, readYamlMap } from '../../code/read-yaml-map.ts'
import { keepsMoreKeys, keysAt, schemasBelow, type Schemas } from '../../code/schema-keys.ts'
import { valueOfYaml, type YamlPath } from '../../code/yaml-value.ts'
import { isRecord } from '../../is-record.ts'
import { maxCells, type NotebookCell, tooManyCells } from '../notebook-document.ts'
import { type NotebookFile, notebookFileSchema } from './notebook-file.ts'

export type ReadNotebookFile = {
  /** Null: with an error. */
  notebook: NotebookFile | null
  problems: Problem[]
}

/** All cells of a notebook with what YAML puts around them. */
const mostCharacters = 2_000_000
const mostProblems = 20

/**
 * Reads a file of a notebook. What is wrong with it is told with line and column, all of it at once; a file with an error gives no
 * notebook. Never throws for what is in the file. Whether its cells fit each other is for `notebookProblems` to say.
 */
export function readNotebookFile(source: SourceText): ReadNotebookFile {
  const { root, problems, problemAt } = readYamlMap(source, {
    mostCharacters,
    tooLarge: tooManyCells,
    noMap: 'A file of a notebook begins with kind: notebook, slug and name.',
  })
  return root === null ? { notebook: null, problems } : notebookIn(root, problemAt)
}

/** The notebook in a map that was read, as `readNotebookFile` tells it. */
export function notebookIn(root: NonNullable<YamlMap['root']>, problemAt: YamlMap['problemAt']): ReadNotebookFile {
  const value = withExploreNames(valueOfYaml(root))
  // Nobody reads what is wrong with each of them.
  if (isRecord(value) && Array.isArray(value['cells']) && value['cells'].length > maxCells) {
    return { notebook: null, problems: [problemAt(['cells'], { code: 'content.invalid', message: `cells: ${tooManyCells}.`, hint: '' })] }
  }
  // Only what is told is looked for in the text.
  const unknown = unknownKeys([notebookFileSchema], value)
    .slice(0, mostProblems)
    .map(({ path, known }) => {
      const key = String(path.at(-1))
      const [near] = nearestNames(key, known, 1)
      const message = `${path.join('.')}: there is no key "${key}" here.`
      return problemAt(
        path,
        { code: 'content.unknown_key', message, hint: near === undefined ? `Keys are ${known.join(', ')}.` : `Did you mean ${near}?` },
        'key',
      )
    })
  const read = notebookFileSchema.safeParse(value)
  const wrong = (read.error?.issues ?? []).slice(0, mostProblems).map((issue) => {
    const path = issue.path.map(String).join('.')
    return problemAt(issue.path, { code: 'content.invalid', message: `${path}: ${issue.message}.`, hint: '' })
  })
  if (!read.success || unknown.length > 0) return { notebook: null, problems: [...unknown, ...wrong].slice(0, mostProblems) }
  const { slug, name, description = null, spaceSlug = null, type, cells, app, settings } = read.data
  return {
    notebook: { kind: 'notebook', slug, name, description: description === '' ? null : description, spaceSlug, document: { type, cells, app, settings } },
    problems: [],
  }
}

/** Explores are named once. */
function withExploreNames(value: unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value['cells'])) return value
  const cells = value['cells'].map((cell: unknown) => {
    if (
      !isRecord(cell) ||
      cell['kind'] !== ('explore' satisfies NotebookCell['kind']) ||
      !isRecord(cell['query']) ||
      Object.hasOwn(cell['query'], 'exploreName')
    )
      return cell
    return { ...cell, query: { ...cell['query'], exploreName: cell['exploreName'] } }
  })
  return { ...value, cells }
}

type UnknownKey = { path: YamlPath; known: readonly string[] }

/** Keys that nothing has a meaning for, where only known ones may stand: they would be lost without a word. */
function unknownKeys(schemas: Schemas, value: unknown, path: YamlPath = []): UnknownKey[] {
  if (Array.isArray(value)) return value.flatMap((item, place) => unknownKeys(schemasBelow(schemas, value, place), item, [...path, place]))
  if (!isRecord(value)) return []
  const known = keysAt(schemas, value)
  // A place without keys of its own holds what its author calls as they like; one that takes more keeps it.
  const isClosed = known.length > 0 && !keepsMoreKeys(schemas, value)
  return Object.entries(value).flatMap(([key, child]): UnknownKey[] =>
    isClosed && !known.includes(key) ? [{ path: [...path, key], known }] : unknownKeys(schemasBelow(schemas, value, key), child, [...path, key]),
  )
}

import { problemOf } from '../../problems/finding.ts'
import { type AnyExplore, type CompiledTable, type Explore, type ExploreError, type InlineError, type Problem } from '../../types/explore.ts'
import { guardsOf } from '../../types/guards.ts'
import { isObject, type JsonObject, textAt, textsAt } from '../json-object.ts'
import { readTable } from './read-table.ts'

/** Explores as a client compiled them, each sound or with its errors; `problems` says what was taken out or mended. */
export type ReadExplores = { explores: AnyExplore[]; problems: Problem[] }

/** Explores of one project at most. */
const most = 10_000

/**
 * The list of explores that a client compiled and sends (the explore JSON), checked as far as the planner relies on it. An
 * explore that cannot be planned from is kept with an error, so that it is listed; fields of unknown types are taken out.
 * Unknown keys stay. Never throws for what is in the value; anything but a list gives no explores and one problem.
 */
export function readExplores(value: unknown): ReadExplores {
  const problems: Problem[] = []
  if (!Array.isArray(value) || value.length > most) {
    const message = Array.isArray(value) ? `There are ${value.length} explores; at most ${most} are taken.` : 'Explores are a list.'
    return { explores: [], problems: [problem('explore.not_a_list', message, 'Send the list of compiled explores.')] }
  }
  const names = new Set<string>()
  const explores = value.flatMap((item, place): AnyExplore[] => {
    const name = isObject(item) ? textAt(item, 'name') : undefined
    if (!isObject(item) || name === undefined || name === '' || name in Object.prototype) {
      problems.push(problem('explore.no_name', `Explore number ${place + 1} has no name.`, 'Give every explore a name of its own.'))
      return []
    }
    if (names.has(name)) {
      problems.push(problem('explore.duplicate', `Explore ${name} is there twice; the first is used.`, 'Send every explore once.', name))
      return []
    }
    names.add(name)
    return [readExplore(item, name, problems)]
  })
  return { explores, problems }
}

function problem(code: string, message: string, hint: string, model?: string): Problem {
  return problemOf({ code, at: { file: '', line: 1, column: 1 }, message, hint }, model)
}

function readExplore(item: JsonObject, name: string, problems: Problem[]): AnyExplore {
  const shared = { name, label: textAt(item, 'label') ?? name, tags: textsAt(item, 'tags') ?? [] }
  const { tables, joinedTables = [], baseTable } = item
  const base = isObject(tables) && typeof baseTable === 'string' && Object.hasOwn(tables, baseTable) ? tables[baseTable] : undefined
  const guards = guardsOf(item, isObject(base) ? base : undefined)
  if (Array.isArray(item['errors'])) return { ...(item as Partial<Explore>), ...shared, ...guards, errors: item['errors'].flatMap(errorOf) }
  const broken = (message: string): ExploreError => {
    problems.push(problem('explore.broken', `Explore ${name} cannot be used: ${message}.`, 'Compile it again with a client of this version.', name))
    return { ...shared, ...guards, errors: [{ type: 'METADATA_PARSE_ERROR', message: `Explore ${name} cannot be used: ${message}.` }] }
  }
  if (!isObject(tables)) return broken('it has no tables')
  if (typeof baseTable !== 'string' || !Object.hasOwn(tables, baseTable)) return broken('its base table is not among its tables')
  if (!Array.isArray(joinedTables)) return broken('its joins are not a list')
  for (const join of joinedTables) {
    if (!isObject(join) || typeof join['table'] !== 'string') return broken('one of its joins has no table')
    if (!Object.hasOwn(tables, join['table'])) return broken(`it joins ${join['table']}, which is not among its tables`)
    if (typeof join['compiledSqlOn'] !== 'string') return broken(`its join ${join['table']} has no compiledSqlOn`)
  }
  const read: Record<string, CompiledTable> = {}
  for (const [key, table] of Object.entries(tables)) {
    if (key in Object.prototype) return broken(`a table cannot be called ${key}`)
    const found = readTable(table, key, (what) =>
      problems.push({
        ...problem('explore.field', `${what} of explore ${name} is left out.`, 'Give it a type that is known here.', name),
        severity: 'warning',
      }),
    )
    if (typeof found === 'string') return broken(found)
    read[key] = found
  }
  return {
    ...(item as unknown as Explore),
    ...shared,
    baseTable,
    joinedTables: joinedTables.map((join) => ({ ...join, sqlOn: join['sqlOn'] ?? join['compiledSqlOn'] })),
    tables: read,
  }
}

function errorOf(value: unknown): InlineError[] {
  if (!isObject(value)) return []
  const type = value['type'] === 'NO_DIMENSIONS_FOUND' ? 'NO_DIMENSIONS_FOUND' : 'METADATA_PARSE_ERROR'
  return [{ type, message: textAt(value, 'message') ?? 'The explore has an error.' }]
}

import { nearestNames, type Problem } from '@atrium/semantic'
import type { z } from 'zod'
import { isRecord } from '../is-record.ts'
import { notebookIn } from '../notebook/file/read-notebook-file.ts'
import { type ContentFile, type ContentKind, contentKinds, fileSchemas, isContentKind } from './content-file.ts'
import { askedProblem, endpointFromFile } from './endpoint-file.ts'
import { formatVersion } from './file-head.ts'
import { mistypedKeys } from './mistyped-keys.ts'
import { convertPosthogEndpoint, isPosthogEndpoint } from './posthog-endpoint.ts'
import { pathInFile, tilesFromFile } from './tile-slugs.ts'
import { type Found, readYamlMap, type SourceText } from './read-yaml-map.ts'
import { valueOfYaml, type YamlPath } from './yaml-value.ts'

export type ReadContentFile = {
  /** Null: with an error. */
  content: ContentFile | null
  problems: Problem[]
  /** What to know of a file that is read all the same: that it is in another format, and what that means. */
  notes: Problem[]
  /** A problem of the content, told where the file says it. */
  problemAt(path: YamlPath, found: { code: string; message: string; hint: string }): Problem
}

/** A larger file is none of these: all cells of a notebook with what YAML puts around them have less. */
const mostCharacters = 2_000_000
const mostProblems = 20

/**
 * Reads a file of content. What is wrong with it is told with line and column, all of it at once; a file with an error gives
 * no content. Never throws for what is in the file.
 */
export function readContentFile(source: SourceText): ReadContentFile {
  const { root, ...found } = readYamlMap(source, {
    mostCharacters,
    tooLarge: 'Is it a file of content? Leave it out, or split the dashboard or notebook.',
    noMap: 'A file of content begins with kind, slug and name.',
  })
  const problemAt: typeof found.problemAt = (path, problem, what) => found.problemAt(pathInFile(path), problem, what)
  const refused = (problems: Problem[]): ReadContentFile => ({ content: null, problems: problems.slice(0, mostProblems), notes: [], problemAt })
  if (root === null) return refused(found.problems)
  const { value, notes } = inOurFormat(valueOfYaml(root) as Record<string, unknown>)
  const { kind } = value
  if (!isContentKind(kind)) return refused([problemAt(['kind'], wrongKind(kind))])
  if (kind === 'notebook') {
    const { notebook, problems } = notebookIn(root, found.problemAt)
    return { content: notebook, problems, notes: [], problemAt: found.problemAt }
  }
  const problems: Problem[] = []
  const schema = fileSchemas[kind]
  const known = Object.keys(schema.shape)
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) problems.push(problemAt([key], unknownKey(key, kind, known), 'key'))
  }
  if (value['version'] !== formatVersion) problems.push(problemAt(['version'], wrongVersion(value['version'])))
  const document = asDocument(kind, value)
  const read = schema.safeParse(document)
  const told = read.error?.issues.filter(({ path }) => path[0] !== 'version') ?? []
  problems.push(...told.map((issue) => problemAt(issue.path, wrongValue(issue))))
  if (read.success) problems.push(...placeProblems(value, kind).map(({ path, ...found }) => problemAt(path, found)))
  for (const { path, meant } of mistypedKeys([schema], document)) {
    if (path.length === 1) continue
    const message = `${dotted(path)}: there is no key "${String(path.at(-1))}".`
    problems.push(problemAt(path, { code: 'content.unknown_key', message, hint: `Did you mean ${meant}?` }, 'key'))
  }
  if (problems.length > 0 || !read.success) return refused(problems)
  return {
    content: toContent(read.data),
    problems,
    notes: notes.map(({ path, ...note }) => ({ ...problemAt(path, { code: 'content.converted', ...note }), severity: 'warning' })),
    problemAt,
  }
}

/** The value of a file of another format as one of ours. */
const inOurFormat = (value: Record<string, unknown>): ReturnType<typeof convertPosthogEndpoint> =>
  isPosthogEndpoint(value) ? convertPosthogEndpoint(value) : { value, notes: [] }

/** A file's value as its schema takes it. */
function asDocument(kind: ContentKind, value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (kind === 'dashboard') return { ...value, tiles: tilesFromFile(value['tiles']) }
  const { metricQuery, tableName } = value
  if ((kind !== 'chart' && kind !== 'endpoint') || !isRecord(metricQuery) || Object.hasOwn(metricQuery, 'exploreName')) return value
  // It is said once already.
  return { ...value, metricQuery: { ...metricQuery, exploreName: tableName } }
}

function wrongKind(kind: unknown): Found {
  const code = 'content.kind'
  const all = `It is one of ${contentKinds.join(', ')}.`
  if (kind === undefined) return { code, message: 'The file does not say what it is: kind is missing.', hint: all }
  const [near] = nearestNames(String(kind), contentKinds, 1)
  return { code, message: `kind: there is no kind of content "${String(kind)}".`, hint: near === undefined ? all : `Did you mean ${near}? ${all}` }
}

function unknownKey(key: string, kind: string, known: readonly string[]): Found {
  const [near] = nearestNames(key, known, 1)
  const hint = near === undefined ? `Keys are ${known.join(', ')}.` : `Did you mean ${near}?`
  return { code: 'content.unknown_key', message: `A file of kind ${kind} has no key "${key}".`, hint }
}

function wrongVersion(version: unknown): Found {
  const code = 'content.version'
  if (version === undefined) {
    return { code, message: 'version is missing: it stands last, so the end of the file may be missing too.', hint: 'Copy or pull the file again.' }
  }
  return { code, message: `version: ${String(version)} is not a version of the format that is read here.`, hint: `Write version: ${formatVersion}.` }
}

const wrongValue = (issue: z.core.$ZodIssue): Found => ({
  code: 'content.invalid',
  message: `${dotted(pathInFile(issue.path))}: ${issue.message}.`,
  hint: '',
})

const dotted = (path: YamlPath): string => path.map(String).join('.')

/** What a schema of single keys cannot say. */
function placeProblems(value: Readonly<Record<string, unknown>>, kind: string): (Found & { path: string[] })[] {
  const code = 'content.place'
  if (kind === 'chart' && (value['spaceSlug'] === undefined) === (value['dashboardSlug'] === undefined)) {
    const message = `A chart has a spaceSlug, or a dashboardSlug when it lives inside a dashboard; this one has ${value['spaceSlug'] === undefined ? 'neither' : 'both'}.`
    return [{ code, path: ['spaceSlug'], message, hint: 'Name the space it is in.' }]
  }
  if (kind === 'endpoint') {
    const problem = askedProblem(value)
    return problem === null ? [] : [{ code: 'content.asked', ...problem }]
  }
  if (kind === 'space' && value['inheritsAccess'] === true && value['parentSlug'] === undefined) {
    return [{ code, path: ['inheritsAccess'], message: 'A space at the top has nothing to inherit from.', hint: 'Name the space it is in with parentSlug.' }]
  }
  if (kind === 'space' && value['inheritsAccess'] === true && value['isPrivate'] !== undefined) {
    const message = 'A space that inherits access is as private as the one it is in.'
    return [{ code, path: ['isPrivate'], message, hint: 'Leave out isPrivate, or inheritsAccess.' }]
  }
  return []
}

type FileValue = z.output<(typeof fileSchemas)[Exclude<ContentKind, 'notebook'>]>

function toContent(value: FileValue): ContentFile {
  const head = {
    slug: value.kind === 'endpoint' ? value.name : value.slug,
    name: value.name,
    description: value.description === undefined || value.description === '' ? null : value.description,
  }
  switch (value.kind) {
    case 'space': {
      const { parentSlug = null, inheritsAccess = false, isPrivate } = value
      return { kind: 'space', ...head, parentSlug, inheritsAccess, ...(isPrivate === undefined ? {} : { isPrivate }) }
    }
    case 'chart': {
      const { tableName, metricQuery, chartConfig, tableConfig, pivotConfig, spaceSlug, dashboardSlug } = value
      const place = dashboardSlug === undefined ? { spaceSlug: spaceSlug ?? '' } : { dashboardSlug }
      const document = { tableName, metricQuery, chartConfig, tableConfig, ...(pivotConfig === undefined ? {} : { pivotConfig }) }
      return { kind: 'chart', ...head, place, document }
    }
    case 'sql_chart': {
      const { sql, limit, config, spaceSlug } = value
      return { kind: 'sql_chart', ...head, spaceSlug, document: { sql, limit, config } }
    }
    case 'dashboard': {
      const { tiles, filters, tabs, parameters, spaceSlug } = value
      return { kind: 'dashboard', ...head, spaceSlug, document: { tiles, filters, tabs, ...(parameters === undefined ? {} : { parameters }) } }
    }
    case 'endpoint':
      return { kind: 'endpoint', ...head, spaceSlug: value.spaceSlug ?? null, document: endpointFromFile(value) }
  }
}

import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type ContentFile,
  type ContentKind,
  contentKinds,
  dashboardWithoutChartFacts,
  type EndpointFile,
  type SourceText,
  variablesByName,
  writeContentFile,
} from '@atrium/documents'
import { nearestNames, type Problem } from '@atrium/semantic'
import { withComponents } from '../apps/component-ids.ts'
import type { FileContent, ProblemOfFile } from '../content/files/answer.ts'
import { componentsOf } from './component-slugs.ts'
import { shownIn, withChart } from './load-content.ts'
import { keyOf, ofKey, type Existing, type PlannedChange, type ProjectContent } from './types.ts'

/** A file that can be read, with what is there already. */
export type PushedFile = {
  source: SourceText
  content: ContentFile
  /** The content as it is told: slugs that would only stand in, and are not there yet, would tell that others are taken. */
  told: ContentFile
  existing: Existing | null
}

export type PushPlan = {
  changes: PlannedChange[]
  problems: PushProblem[]
  version: string
  /** What the changes are made of, in the order in which they can be made. */
  files: PushedFile[]
  /** What is deleted, in the order in which it can be. */
  gone: Existing[]
}

/** What is wrong; with what is in a file it is not known yet where the file says it. */
export type PushProblem = Problem | ProblemOfFile

/** Files that can be read, and what is wrong with the others. */
type ReadFiles = { files: Pick<PushedFile, 'source' | 'content'>[]; problems: PushProblem[] }

/** What is in the files, each thing once; what two of them hold is a problem of the second. */
export function onceEach(sources: readonly SourceText[], read: readonly FileContent[]): ReadFiles {
  const problems: PushProblem[] = []
  const files = new Map<string, ReadFiles['files'][number]>()
  for (const [place, source] of sources.entries()) {
    const one = read[place]
    if (one === undefined) throw new Error(`nothing was read of ${source.path}`)
    const { content, problems: found } = one
    problems.push(...found)
    if (content === null) continue
    const first = files.get(keyOf(content))
    if (first === undefined) files.set(keyOf(content), { source, content })
    else {
      const message = `slug: the ${words[content.kind]} "${content.slug}" stands in ${first.source.path} too.`
      const hint = 'Give one of them another slug, or delete one of the files.'
      problems.push({ source, path: ['slug'], found: { code: 'content.duplicate_slug', message, hint } })
    }
  }
  return { files: [...files.values()], problems }
}

/** What pushing files changes: the same files and content give the same plan. Others get their turns in between: texts of many files take long to write. */
export async function planPush(read: ReadFiles, { existing, standIns }: ProjectContent, deletes: boolean): Promise<PushPlan> {
  const problems = [...read.problems]
  const made = new Map([...standIns].filter(([key, slug]) => existing.has(keyOf({ ...ofKey(key), slug }))))
  const files = read.files.map((file): PushedFile => {
    const named = withStandIns(file.content, standIns)
    const before = existing.get(keyOf(named)) ?? null
    const content = asItWas(named, before)
    return { ...file, told: made.size === standIns.size ? content : asItWas(withStandIns(file.content, made), before), existing: before, content }
  })
  const pushed = new Set(files.map(({ content }) => keyOf(content)))
  // Without a plan for every file nobody knows what no file holds.
  const gone = deletes && problems.length === 0 ? [...existing].filter(([key]) => !pushed.has(key)).map(([, one]) => one) : []
  const goneKeys = new Set(gone.map(({ content }) => keyOf(content)))
  const known = new Set([...pushed, ...[...existing.keys()].filter((key) => !goneKeys.has(key))])
  const names = nearestIn(known)
  for (const file of files) {
    if (problems.length >= mostProblems) break
    problems.push(...fileProblems(file, { known, names }).slice(0, mostProblems - problems.length))
  }
  const ordered = inOrder(files)
  for (const file of files) if (!ordered.includes(file)) problems.push(circle(file))
  const orderedGone = contentKinds.toReversed().flatMap((kind) => byDepth(gone.filter(({ content }) => content.kind === kind)).toReversed())
  const changes: PlannedChange[] = []
  for (const file of ordered) {
    changes.push(changeOf(file))
    await nextTurn()
  }
  changes.push(...orderedGone.map(deletionOf))
  return { changes, problems, version: versionOf(changes), files: ordered, gone: orderedGone }
}

const words: Readonly<Record<ContentKind, string>> = {
  space: 'space',
  sql_chart: 'SQL chart',
  chart: 'chart',
  dashboard: 'dashboard',
  endpoint: 'endpoint',
  notebook: 'notebook',
}

/** The file as it is done: where a slug is taken by what the pusher may not see, another one stands in, in all files that name it. */
function withStandIns(content: ContentFile, standIns: ProjectContent['standIns']): ContentFile {
  if (standIns.size === 0) return content
  const of = (kind: ContentKind, slug: string): string => standIns.get(keyOf({ kind, slug })) ?? slug
  const slug = of(content.kind, content.slug)
  switch (content.kind) {
    case 'space':
      return { ...content, slug, parentSlug: content.parentSlug === null ? null : of('space', content.parentSlug) }
    case 'sql_chart':
      return { ...content, slug, spaceSlug: of('space', content.spaceSlug) }
    case 'chart': {
      const { place } = content
      const own = 'spaceSlug' in place ? { spaceSlug: of('space', place.spaceSlug) } : { dashboardSlug: of('dashboard', place.dashboardSlug) }
      return { ...content, slug, place: own }
    }
    case 'dashboard': {
      const tiles = content.document.tiles.map((tile) => {
        const shown = shownIn(tile)
        return shown === null ? tile : withChart(tile, (named) => of(shown.kind, named))
      })
      return { ...content, slug, spaceSlug: of('space', content.spaceSlug), document: { ...content.document, tiles } }
    }
    case 'endpoint':
      return { ...content, slug, spaceSlug: content.spaceSlug === null ? null : of('space', content.spaceSlug) }
    case 'notebook': {
      const document = withComponents(content.document, (named) => of('notebook', named))
      return { ...content, slug, spaceSlug: content.spaceSlug === null ? null : of('space', content.spaceSlug), document }
    }
  }
}

/** What a file leaves to the project is as it is there, and names of charts are no part of the tiles that show them. */
function asItWas(content: ContentFile, before: Existing | null): ContentFile {
  if (content.kind === 'dashboard') return { ...content, document: dashboardWithoutChartFacts(content.document) }
  if (content.kind === 'notebook')
    return before?.content.kind === 'notebook' ? { ...content, spaceSlug: content.spaceSlug ?? before.content.spaceSlug } : content
  if (content.kind === 'endpoint') return before?.content.kind === 'endpoint' ? endpointAsItWas(content, before.content) : content
  if (content.kind !== 'space' || content.inheritsAccess || content.isPrivate !== undefined) return content
  const was = before?.content.kind === 'space' ? before.content.isPrivate : undefined
  return { ...content, isPrivate: was ?? true }
}

/** A file may leave out the space, the tests, and variables that are defined already: those stay that the question still uses. */
function endpointAsItWas(content: EndpointFile, was: EndpointFile): EndpointFile {
  const { document } = content
  const named = new Set(document.variables.map(({ name }) => name))
  const text = JSON.stringify(document.query)
  const left = was.document.variables.filter(({ name }) => !named.has(name) && new RegExp(`\\{\\s*variables\\.${name}\\s*\\}`).test(text))
  return {
    ...content,
    spaceSlug: content.spaceSlug ?? was.spaceSlug,
    document: { ...document, variables: variablesByName([...document.variables, ...left]), tests: testsOf(document.tests, was.document.tests) },
  }
}

/** An empty list takes tests away; where there are none it says nothing. */
const testsOf = (said: EndpointFile['document']['tests'], was: EndpointFile['document']['tests']): EndpointFile['document']['tests'] =>
  said === null ? was : said.length === 0 && was === null ? null : said

function changeOf({ source: { path }, content, told, existing }: PushedFile): PlannedChange {
  const before = existing?.text ?? null
  const text = writeContentFile(content)
  const isSame = before === text
  const action = before === null ? 'create' : isSame ? 'unchanged' : 'update'
  return { action, kind: told.kind, slug: told.slug, name: told.name, path, before, after: isSame || told === content ? text : writeContentFile(told) }
}

const deletionOf = ({ content, text }: Existing): PlannedChange => ({
  action: 'delete',
  kind: content.kind,
  slug: content.slug,
  name: content.name,
  path: null,
  before: text,
  after: null,
})

/** What is wrong is told of so many places; nobody reads more at once. */
const mostProblems = 200

type Nearest = (kind: ContentKind, slug: string) => string | undefined
type Known = { known: ReadonlySet<string>; names: Nearest }

/** Finds the slug that is meant, each question once: many files may name the same thing that is not there. */
function nearestIn(known: ReadonlySet<string>): Nearest {
  const slugs = new Map<ContentKind, string[]>()
  const answers = new Map<string, string | undefined>()
  return (kind, slug) => {
    const key = keyOf({ kind, slug })
    if (answers.has(key)) return answers.get(key)
    const own = slugs.get(kind) ?? [...known].flatMap((one) => (one.startsWith(`${kind}:`) ? [one.slice(kind.length + 1)] : []))
    slugs.set(kind, own)
    const [near] = nearestNames(slug, own, 1)
    answers.set(key, near)
    return near
  }
}
type Pointer = { kind: ContentKind; slug: string; path: readonly (string | number)[] }

/** What a file points at, and where it says so. */
export function pointersOf(content: ContentFile): Pointer[] {
  switch (content.kind) {
    case 'space':
      return content.parentSlug === null ? [] : [{ kind: 'space', slug: content.parentSlug, path: ['parentSlug'] }]
    case 'chart':
      if ('spaceSlug' in content.place) return [{ kind: 'space', slug: content.place.spaceSlug, path: ['spaceSlug'] }]
      return [{ kind: 'dashboard', slug: content.place.dashboardSlug, path: ['dashboardSlug'] }]
    case 'sql_chart':
      return [{ kind: 'space', slug: content.spaceSlug, path: ['spaceSlug'] }]
    case 'dashboard': {
      const tiles = content.document.tiles.flatMap((tile, place): Pointer[] => {
        const shown = shownIn(tile)
        return shown === null ? [] : [{ kind: shown.kind, slug: shown.named, path: ['tiles', place, 'properties', 'chartSlug'] }]
      })
      return [{ kind: 'space', slug: content.spaceSlug, path: ['spaceSlug'] }, ...tiles]
    }
    case 'endpoint':
      return placeOf(content.spaceSlug)
    case 'notebook':
      return [...placeOf(content.spaceSlug), ...componentsOf(content.document).map((named): Pointer => ({ kind: 'notebook', ...named }))]
  }
}

const placeOf = (spaceSlug: string | null): Pointer[] => (spaceSlug === null ? [] : [{ kind: 'space', slug: spaceSlug, path: ['spaceSlug'] }])

function fileProblems({ source, content, existing }: PushedFile, { known, names }: Known): ProblemOfFile[] {
  const missing = pointersOf(content).filter(({ kind, slug }) => !known.has(keyOf({ kind, slug })))
  const problems = missing.slice(0, mostProblems).map(({ kind, slug, path }): ProblemOfFile => {
    const near = names(kind, slug)
    const hint = near === undefined ? `Push its file along, or name a ${words[kind]} of this project.` : `Did you mean ${near}?`
    return { source, path, found: { code: 'content.missing', message: `${path.join('.')}: there is no ${words[kind]} "${slug}" in this project.`, hint } }
  })
  if (content.kind === 'chart' && existing?.content.kind === 'chart' && 'dashboardSlug' in content.place) {
    const was = existing.content.place
    if ('spaceSlug' in was || was.dashboardSlug !== content.place.dashboardSlug) {
      const message = `dashboardSlug: the chart "${content.slug}" lives ${'spaceSlug' in was ? `in the space "${was.spaceSlug}"` : `inside the dashboard "${was.dashboardSlug}"`}; a chart cannot be moved into a dashboard.`
      const hint = 'Give the file a slug of its own to make a copy there.'
      problems.push({ source, path: ['dashboardSlug'], found: { code: 'content.place', message, hint } })
    }
  }
  return problems
}

function circle({ source, content, told }: PushedFile): ProblemOfFile {
  const code = 'content.circle'
  if (content.kind === 'notebook') {
    const path = componentsOf(content.document)[0]?.path ?? ['cells']
    const message = `${path.join('.')}: the notebook "${told.slug}" uses itself as a component, directly or through others.`
    return { source, path, found: { code, message, hint: 'Take one of the components of this circle out.' } }
  }
  const message = `parentSlug: the space "${told.slug}" lies inside of itself.`
  return { source, path: ['parentSlug'], found: { code, message, hint: 'Put one of the spaces of this circle elsewhere.' } }
}

/** Spaces before what is in them, charts before what shows them, components before what uses them, dashboards before what lives inside of them. What is in a circle is left out. */
function inOrder(files: readonly PushedFile[]): PushedFile[] {
  const isInside = ({ content }: PushedFile): boolean => content.kind === 'chart' && 'dashboardSlug' in content.place
  const of = (kind: ContentKind): PushedFile[] => files.filter((file) => file.content.kind === kind && !isInside(file))
  return [
    ...parentsFirst(of('space')),
    ...of('sql_chart'),
    ...of('chart'),
    ...of('dashboard'),
    ...of('endpoint'),
    ...componentsFirst(of('notebook')),
    ...files.filter(isInside),
  ]
}

const parentsFirst = (spaces: readonly PushedFile[]): PushedFile[] =>
  neededFirst(spaces, ({ content }) => (content.kind === 'space' && content.parentSlug !== null ? [content.parentSlug] : []))

const componentsFirst = (notebooks: readonly PushedFile[]): PushedFile[] =>
  neededFirst(notebooks, ({ content }) => (content.kind === 'notebook' ? componentsOf(content.document).map(({ slug }) => slug) : []))

/** Files of one kind, each behind those that it needs. */
function neededFirst(files: readonly PushedFile[], needs: (file: PushedFile) => readonly string[]): PushedFile[] {
  const waiting = new Map(files.map((file) => [file.content.slug, file]))
  const ordered: PushedFile[] = []
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size
    for (const [slug, file] of waiting) {
      if (needs(file).some((one) => waiting.has(one))) continue
      ordered.push(file)
      waiting.delete(slug)
    }
  }
  return ordered
}

/** The uppermost spaces first. */
const byDepth = (existing: readonly Existing[]): Existing[] => {
  const parents = new Map(existing.map(({ resource }) => [resource.id, resource.space.parentId]))
  const depth = (id: string | null): number => (id === null || !parents.has(id) ? 0 : 1 + depth(parents.get(id) ?? null))
  return existing.toSorted((a, b) => depth(a.resource.id) - depth(b.resource.id))
}

const versionOf = (changes: readonly PlannedChange[]): string =>
  createHash('sha256')
    .update(JSON.stringify(changes.map(({ action, kind, slug, before, after }) => [action, kind, slug, before, after])))
    .digest('hex')

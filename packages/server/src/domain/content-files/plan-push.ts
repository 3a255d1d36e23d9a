import { createHash } from 'node:crypto'
import {
  type ContentFile,
  type ContentKind,
  contentKinds,
  dashboardWithoutChartFacts,
  type EndpointFile,
  type ReadContentFile,
  readContentFile,
  type SourceText,
  variablesByName,
  writeContentFile,
} from '@atrium/documents'
import { nearestNames, type Problem } from '@atrium/semantic'
import { withComponents } from '../apps/component-ids.ts'
import { componentsOf } from './component-slugs.ts'
import { shownIn, withChart } from './load-content.ts'
import { keyOf, ofKey, type Existing, type PlannedChange, type ProjectContent } from './types.ts'

/** A file that can be read, with what is there already. */
export type PushedFile = {
  path: string
  content: ContentFile
  /** The content as it is told: slugs that would only stand in, and are not there yet, would tell that others are taken. */
  told: ContentFile
  existing: Existing | null
  problemAt: ReadContentFile['problemAt']
}

export type PushPlan = {
  changes: PlannedChange[]
  problems: Problem[]
  version: string
  /** What the changes are made of, in the order in which they can be made. */
  files: PushedFile[]
  /** What is deleted, in the order in which it can be. */
  gone: Existing[]
}

type ReadFile = Omit<PushedFile, 'existing' | 'told'>

/** Reads the files; what two of them hold is a problem of the second. */
export function readFiles(sources: readonly SourceText[]): { files: ReadFile[]; problems: Problem[]; notes: Problem[] } {
  const problems: Problem[] = []
  const notes: Problem[] = []
  const files = new Map<string, ReadFile>()
  for (const source of sources) {
    const { content, problems: found, notes: told, problemAt } = readContentFile(source)
    problems.push(...found)
    notes.push(...told.slice(0, Math.max(0, mostProblems - notes.length)))
    if (content === null) continue
    const first = files.get(keyOf(content))
    if (first === undefined) files.set(keyOf(content), { path: source.path, content, problemAt })
    else {
      const message = `slug: the ${words[content.kind]} "${content.slug}" stands in ${first.path} too.`
      problems.push(problemAt(['slug'], { code: 'content.duplicate_slug', message, hint: 'Give one of them another slug, or delete one of the files.' }))
    }
  }
  return { files: [...files.values()], problems, notes }
}

/** What pushing files changes. Pure: the same files and content give the same plan. */
export function planPush(read: ReturnType<typeof readFiles>, { existing, standIns }: ProjectContent, deletes: boolean): PushPlan {
  const problems = [...read.problems]
  const made = new Map([...standIns].filter(([key, slug]) => existing.has(keyOf({ ...ofKey(key), slug }))))
  const files = read.files.map((file): PushedFile => {
    const content = withStandIns(file.content, standIns)
    const before = existing.get(keyOf(content)) ?? null
    return { ...file, told: asItWas(withStandIns(file.content, made), before), existing: before, content: asItWas(content, before) }
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
  const changes = [...ordered.map(changeOf), ...orderedGone.map(deletionOf)]
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

function changeOf({ path, content, told, existing }: PushedFile): PlannedChange {
  const before = existing?.text ?? null
  const isSame = before === writeContentFile(content)
  const action = before === null ? 'create' : isSame ? 'unchanged' : 'update'
  return { action, kind: told.kind, slug: told.slug, name: told.name, path, before, after: isSame ? before : writeContentFile(told) }
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

function fileProblems({ content, existing, problemAt }: PushedFile, { known, names }: Known): Problem[] {
  const missing = pointersOf(content).filter(({ kind, slug }) => !known.has(keyOf({ kind, slug })))
  const problems = missing.slice(0, mostProblems).map(({ kind, slug, path }) => {
    const near = names(kind, slug)
    const hint = near === undefined ? `Push its file along, or name a ${words[kind]} of this project.` : `Did you mean ${near}?`
    return problemAt(path, { code: 'content.missing', message: `${path.join('.')}: there is no ${words[kind]} "${slug}" in this project.`, hint })
  })
  if (content.kind === 'chart' && existing?.content.kind === 'chart' && 'dashboardSlug' in content.place) {
    const was = existing.content.place
    if ('spaceSlug' in was || was.dashboardSlug !== content.place.dashboardSlug) {
      const message = `dashboardSlug: the chart "${content.slug}" lives ${'spaceSlug' in was ? `in the space "${was.spaceSlug}"` : `inside the dashboard "${was.dashboardSlug}"`}; a chart cannot be moved into a dashboard.`
      problems.push(problemAt(['dashboardSlug'], { code: 'content.place', message, hint: 'Give the file a slug of its own to make a copy there.' }))
    }
  }
  return problems
}

function circle({ content, told, problemAt }: PushedFile): Problem {
  const code = 'content.circle'
  if (content.kind === 'notebook') {
    const path = componentsOf(content.document)[0]?.path ?? ['cells']
    const message = `${path.join('.')}: the notebook "${told.slug}" uses itself as a component, directly or through others.`
    return problemAt(path, { code, message, hint: 'Take one of the components of this circle out.' })
  }
  return problemAt(['parentSlug'], {
    code,
    message: `parentSlug: the space "${told.slug}" lies inside of itself.`,
    hint: 'Put one of the spaces of this circle elsewhere.',
  })
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

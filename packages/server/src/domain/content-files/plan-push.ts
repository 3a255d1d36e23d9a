import { createHash } from 'node:crypto'
import { type ContentFile, type ContentKind, contentKinds, type ReadContentFile, readContentFile, type SourceText, writeContentFile } from '@atrium/documents'
import { nearestNames, type Problem } from '@atrium/semantic'
import { shownIn } from './load-content.ts'
import { keyOf, type Existing, type PlannedChange, type ProjectContent } from './types.ts'

/** A file that can be read, with what is there already. */
export type PushedFile = { path: string; content: ContentFile; existing: Existing | null; problemAt: ReadContentFile['problemAt'] }

export type PushPlan = {
  changes: PlannedChange[]
  problems: Problem[]
  version: string
  /** What the changes are made of, in the order in which they can be made. */
  files: PushedFile[]
  /** What is deleted, in the order in which it can be. */
  gone: Existing[]
}

/** Reads the files; what two of them hold is a problem of the second. */
export function readFiles(sources: readonly SourceText[]): { files: Omit<PushedFile, 'existing'>[]; problems: Problem[] } {
  const problems: Problem[] = []
  const files = new Map<string, Omit<PushedFile, 'existing'>>()
  for (const source of sources) {
    const { content, problems: found, problemAt } = readContentFile(source)
    problems.push(...found)
    if (content === null) continue
    const first = files.get(keyOf(content))
    if (first === undefined) files.set(keyOf(content), { path: source.path, content, problemAt })
    else {
      const message = `slug: the ${words[content.kind]} "${content.slug}" stands in ${first.path} too.`
      problems.push(problemAt(['slug'], { code: 'content.duplicate_slug', message, hint: 'Give one of them another slug, or delete one of the files.' }))
    }
  }
  return { files: [...files.values()], problems }
}

/** What pushing files changes. Pure: the same files and content give the same plan. */
export function planPush(read: ReturnType<typeof readFiles>, { existing, hidden }: ProjectContent, deletes: boolean): PushPlan {
  const problems = [...read.problems]
  const files = read.files.map((file): PushedFile => {
    const before = existing.get(keyOf(file.content)) ?? null
    return { ...file, existing: before, content: asItWas(file.content, before) }
  })
  const pushed = new Set(files.map(({ content }) => keyOf(content)))
  // Without a plan for every file nobody knows what no file holds.
  const gone = deletes && problems.length === 0 ? [...existing].filter(([key]) => !pushed.has(key)).map(([, one]) => one) : []
  const goneKeys = new Set(gone.map(({ content }) => keyOf(content)))
  const known = new Set([...pushed, ...[...existing.keys()].filter((key) => !goneKeys.has(key))])
  const names = nearestIn(known)
  for (const file of files) {
    if (problems.length >= mostProblems) break
    problems.push(...fileProblems(file, { known, hidden, names }).slice(0, mostProblems - problems.length))
  }
  const ordered = inOrder(files)
  for (const file of files) if (!ordered.includes(file)) problems.push(circle(file))
  const orderedGone = contentKinds.toReversed().flatMap((kind) => byDepth(gone.filter(({ content }) => content.kind === kind)).toReversed())
  const changes = [...ordered.map(changeOf), ...orderedGone.map(deletionOf)]
  return { changes, problems, version: versionOf(changes), files: ordered, gone: orderedGone }
}

const words: Readonly<Record<ContentKind, string>> = { space: 'space', sql_chart: 'SQL chart', chart: 'chart', dashboard: 'dashboard' }

/** What a file leaves to the project is as it is there. */
function asItWas(content: ContentFile, before: Existing | null): ContentFile {
  if (content.kind !== 'space' || content.inheritsAccess || content.isPrivate !== undefined) return content
  const was = before?.content.kind === 'space' ? before.content.isPrivate : undefined
  return { ...content, isPrivate: was ?? true }
}

function changeOf({ path, content, existing }: PushedFile): PlannedChange {
  const after = writeContentFile(content)
  const before = existing?.text ?? null
  const action = before === null ? 'create' : before === after ? 'unchanged' : 'update'
  return { action, kind: content.kind, slug: content.slug, name: content.name, path, before, after }
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
type Known = { known: ReadonlySet<string>; hidden: ReadonlySet<string>; names: Nearest }

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
function pointersOf(content: ContentFile): Pointer[] {
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
  }
}

function fileProblems({ content, existing, problemAt }: PushedFile, { known, hidden, names }: Known): Problem[] {
  const missing = pointersOf(content).filter(({ kind, slug }) => !known.has(keyOf({ kind, slug })))
  const problems = missing.slice(0, mostProblems).map(({ kind, slug, path }) => {
    const near = names(kind, slug)
    const hint = near === undefined ? `Push its file along, or name a ${words[kind]} of this project.` : `Did you mean ${near}?`
    return problemAt(path, { code: 'content.missing', message: `${path.join('.')}: there is no ${words[kind]} "${slug}" in this project.`, hint })
  })
  if (existing === null && hidden.has(keyOf(content))) {
    const message = `slug: another ${words[content.kind]} of this project, which you may not see, has the slug "${content.slug}".`
    problems.push(problemAt(['slug'], { code: 'content.slug_taken', message, hint: 'Choose another slug, or ask for access to it.' }))
  }
  if (content.kind === 'chart' && existing?.content.kind === 'chart' && 'dashboardSlug' in content.place) {
    const was = existing.content.place
    if ('spaceSlug' in was || was.dashboardSlug !== content.place.dashboardSlug) {
      const message = `dashboardSlug: the chart "${content.slug}" lives ${'spaceSlug' in was ? `in the space "${was.spaceSlug}"` : `inside the dashboard "${was.dashboardSlug}"`}; a chart cannot be moved into a dashboard.`
      problems.push(problemAt(['dashboardSlug'], { code: 'content.place', message, hint: 'Give the file a slug of its own to make a copy there.' }))
    }
  }
  return problems
}

const circle = ({ content, problemAt }: PushedFile): Problem =>
  problemAt(['parentSlug'], {
    code: 'content.circle',
    message: `parentSlug: the space "${content.slug}" lies inside of itself.`,
    hint: 'Put one of the spaces of this circle elsewhere.',
  })

/** Spaces before what is in them, charts before what shows them, dashboards before what lives inside of them. What is in a circle is left out. */
function inOrder(files: readonly PushedFile[]): PushedFile[] {
  const isInside = ({ content }: PushedFile): boolean => content.kind === 'chart' && 'dashboardSlug' in content.place
  const of = (kind: ContentKind): PushedFile[] => files.filter((file) => file.content.kind === kind && !isInside(file))
  return [...parentsFirst(of('space')), ...of('sql_chart'), ...of('chart'), ...of('dashboard'), ...files.filter(isInside)]
}

function parentsFirst(spaces: readonly PushedFile[]): PushedFile[] {
  const waiting = new Map(spaces.map((file) => [file.content.slug, file]))
  const ordered: PushedFile[] = []
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size
    for (const [slug, file] of waiting) {
      const parent = file.content.kind === 'space' ? file.content.parentSlug : null
      if (parent !== null && waiting.has(parent)) continue
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

import type { DashboardDocument, NotebookDocument } from '@atrium/documents'
import { isDeepStrictEqual } from 'node:util'
import { perform, type WriteCtx } from '../../access/operation.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { withComponents } from '../apps/component-ids.ts'
import { createNotebook } from '../apps/create-notebook.ts'
import { updateNotebook } from '../apps/update-notebook.ts'
import type { ProblemOfFile } from '../content/files/answer.ts'
import { asAdminOf } from '../content/as-admin-of.ts'
import { createChart } from '../content/create-chart.ts'
import { createDashboard } from '../content/create-dashboard.ts'
import { createSpace } from '../content/create-space.ts'
import { deleteChart, deleteDashboard, deleteNotebook, deleteSpace, deleteSqlChart } from '../content/delete-content.ts'
import { saveChartVersion } from '../content/save-chart-version.ts'
import { createSqlChart } from '../content/sql-charts/create-sql-chart.ts'
import { updateSqlChart } from '../content/sql-charts/update-sql-chart.ts'
import type { ChangeContent } from '../content/change-head.ts'
import { updateChart } from '../content/update-chart.ts'
import { updateDashboard } from '../content/update-dashboard.ts'
import { updateSpace } from '../content/update-space.ts'
import { deleteEndpoint } from '../endpoints/delete-endpoint.ts'
import type { EndpointCtx } from '../endpoints/endpoint-ctx.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { shownIn, withChart } from './load-content.ts'
import type { PushedFile, PushPlan, PushProblem } from './plan-push.ts'
import { createFromFile, updateFromFile } from './push-endpoint.ts'
import { keyOf, type Existing, type ProjectContent } from './types.ts'

export type PushCtx = EndpointCtx & IdentityCtx

type Work = {
  ctx: PushCtx & WriteCtx
  projectId: string
  /** Ids of all content, by key; what is made is added. */
  ids: Map<string, string>
}

/**
 * Does what a plan says, in the open transaction, by the operations that people have for it. What these refuse are the
 * problems that are answered; with one of them the transaction is to be taken back.
 */
export async function applyPush(ctx: PushCtx & WriteCtx, projectId: string, plan: PushPlan, { existing }: ProjectContent): Promise<PushProblem[]> {
  const work: Work = { ctx, projectId, ids: new Map([...existing].map(([key, { resource }]) => [key, resource.id])) }
  const problems: PushProblem[] = []
  const changed = plan.files.filter((_file, place) => plan.changes[place]?.action !== 'unchanged')
  for (const file of changed) {
    problems.push(...(await attempt(file, () => put(work, file))))
    // What comes next may need what was refused.
    if (problems.length > 0) return problems
  }
  // New charts inside a dashboard are there now.
  const made = changed.filter(({ existing: before }) => before === null)
  for (const file of changed) {
    if (file.content.kind !== 'dashboard') continue
    const { document } = file.content
    if (!showsInside(document, made)) continue
    problems.push(...(await attempt(file, () => saveTiles(work, file, document))))
  }
  for (const one of plan.gone) problems.push(...(await attemptDeletion(work, one)))
  return problems
}

/** Codes of refusals that say something about a file; whatever else goes wrong ends the push. */
const refusals: ReadonlySet<string> = new Set(['invalid', 'forbidden', 'not_found', 'conflict'])

async function attempt({ source }: PushedFile, write: () => Promise<void>): Promise<PushProblem[]> {
  try {
    await write()
    return []
  } catch (error) {
    if (!isAppError(error) || !refusals.has(error.code)) throw error
    const code = error.code === 'forbidden' ? 'content.forbidden' : 'content.refused'
    const fields = error.details.fields ?? []
    if (fields.length === 0) return [{ source, path: [], found: { code, message: error.message, hint: '' } }]
    return fields.map(({ path, message }): ProblemOfFile => ({ source, path: path.split('.').map(asStep), found: { code, message, hint: '' } }))
  }
}

const asStep = (step: string): string | number => (/^\d+$/.test(step) ? Number(step) : step)

async function put(work: Work, file: PushedFile): Promise<void> {
  if (file.existing === null) await create(work, file)
  else await update(work, file, file.existing)
}

async function create(work: Work, { content }: PushedFile): Promise<void> {
  const { ctx, projectId, ids } = work
  const { name, description, slug } = content
  const head = { projectId, name, description, slug }
  const made = async (thing: Promise<{ id: string; slug: string }>): Promise<void> => {
    const { id, slug: given } = await thing
    // Slugs are what files are known by: one that was counted up would be another thing at the next push.
    if (given !== slug) throw new AppError('conflict', `The slug "${slug}" was taken just now. Push again.`, { reason: 'slug_taken' })
    ids.set(keyOf(content), id)
  }
  switch (content.kind) {
    case 'space': {
      const { parentSlug, inheritsAccess, isPrivate } = content
      const place = parentSlug === null ? {} : { parentId: idOf(work, 'space', parentSlug) }
      await made(
        perform(createSpace, ctx, {
          ...head,
          ...place,
          ...(inheritsAccess ? { inherits: true } : { ...(parentSlug === null ? {} : { inherits: false }), isPrivate: isPrivate ?? true }),
        }),
      )
      // Whoever makes a space is admin of it: what is put into it next is theirs to put.
      const id = idOf(work, 'space', slug)
      if (ctx.actor.kind === 'user') work.ctx = { ...ctx, actor: asAdminOf(ctx.actor, id) }
      return
    }
    case 'chart': {
      const place =
        'spaceSlug' in content.place
          ? { spaceId: idOf(work, 'space', content.place.spaceSlug) }
          : { dashboardId: idOf(work, 'dashboard', content.place.dashboardSlug) }
      return made(perform(createChart, ctx, { ...head, ...place, document: content.document }))
    }
    case 'sql_chart':
      return made(perform(createSqlChart, ctx, { ...head, spaceId: idOf(work, 'space', content.spaceSlug), document: content.document }))
    case 'dashboard':
      return made(perform(createDashboard, ctx, { ...head, spaceId: idOf(work, 'space', content.spaceSlug), document: withIds(work, content.document) }))
    case 'endpoint':
      return made(createFromFile(ctx, placeOf(work, content.spaceSlug), content))
    case 'notebook':
      return made(perform(createNotebook, ctx, { ...head, ...placeOf(work, content.spaceSlug), document: withComponentIds(work, content.document) }))
  }
}

/** Of an endpoint or notebook whose file names no space: where it is, or the first space that takes it. */
const placeOf = (work: Work, spaceSlug: string | null): { projectId: string; spaceId?: string } => ({
  projectId: work.projectId,
  ...(spaceSlug === null ? {} : { spaceId: idOf(work, 'space', spaceSlug) }),
})

async function update(work: Work, { content }: PushedFile, { resource, content: was }: Existing): Promise<void> {
  const { ctx, projectId } = work
  const key = { idOrSlug: resource.id, projectId }
  const head = {
    ...(content.name === was.name ? {} : { name: content.name }),
    ...(content.description === was.description ? {} : { description: content.description }),
  }
  const moved = (spaceSlug: string, before: string | undefined): ChangeContent =>
    spaceSlug === before ? head : { ...head, spaceId: idOf(work, 'space', spaceSlug) }
  const expectedRevision = resource.revision
  if (content.kind === 'space' && was.kind === 'space') {
    const parentId = content.parentSlug === was.parentSlug ? {} : { parentId: content.parentSlug === null ? null : idOf(work, 'space', content.parentSlug) }
    // Who may see it stays as it is where the file says what it said: above may be spaces that the caller does not know of.
    const hasSameAccess = content.inheritsAccess === was.inheritsAccess && content.isPrivate === was.isPrivate
    const access = hasSameAccess
      ? {}
      : content.inheritsAccess
        ? { inherits: true }
        : { inherits: false, ...(content.isPrivate === undefined ? {} : { isPrivate: content.isPrivate }) }
    await perform(updateSpace, ctx, { ...key, ...head, ...parentId, ...access })
  }
  if (content.kind === 'chart' && was.kind === 'chart') {
    const change = 'spaceSlug' in content.place ? moved(content.place.spaceSlug, 'spaceSlug' in was.place ? was.place.spaceSlug : undefined) : head
    if (Object.keys(change).length > 0) await perform(updateChart, ctx, { ...key, change })
    if (!isDeepStrictEqual(content.document, was.document)) await perform(saveChartVersion, ctx, { ...key, document: content.document, expectedRevision })
  }
  if (content.kind === 'sql_chart' && was.kind === 'sql_chart') {
    const change = moved(content.spaceSlug, was.spaceSlug)
    const document = isDeepStrictEqual(content.document, was.document) ? {} : { document: content.document, expectedRevision }
    await perform(updateSqlChart, ctx, { ...key, change, ...document })
  }
  if (content.kind === 'dashboard' && was.kind === 'dashboard') {
    const change = moved(content.spaceSlug, was.spaceSlug)
    // Parameters that a file leaves out are none; the operation would leave them as they are.
    const wanted = { parameters: undefined, ...withIds(work, content.document, resource.spec as DashboardDocument) }
    const document = isDeepStrictEqual(content.document, was.document) ? {} : { document: wanted, expectedRevision }
    await perform(updateDashboard, ctx, { ...key, change, ...document })
  }
  if (content.kind === 'notebook' && was.kind === 'notebook') {
    const change = content.spaceSlug === null ? head : moved(content.spaceSlug, was.spaceSlug ?? undefined)
    const document = isDeepStrictEqual(content.document, was.document) ? {} : { document: withComponentIds(work, content.document), expectedRevision }
    await perform(updateNotebook, ctx, { ...key, change, ...document })
  }
  if (content.kind === 'endpoint' && was.kind === 'endpoint') {
    const place = placeOf(work, content.spaceSlug === was.spaceSlug ? null : content.spaceSlug)
    await updateFromFile(ctx, place, content, was, expectedRevision)
  }
}

const withComponentIds = ({ ids }: Work, document: NotebookDocument): NotebookDocument =>
  withComponents(document, (slug) => ids.get(keyOf({ kind: 'notebook', slug })) ?? slug)

function idOf({ ids }: Work, kind: 'space' | 'dashboard', slug: string): string {
  const id = ids.get(keyOf({ kind, slug }))
  if (id === undefined) throw new Error(`a push that does not know the ${kind} ${slug}`)
  return id
}

/**
 * Tiles show charts by id again. A tile that shows nothing the caller may see goes on showing what it shows; one whose chart
 * this push makes after the dashboard gets it by `saveTiles`.
 */
function withIds({ ids }: Work, document: DashboardDocument, before?: DashboardDocument): DashboardDocument {
  const seen = new Set(ids.values())
  const shownBefore = new Map(before?.tiles.map((tile) => [tile.uuid, shownIn(tile)]))
  return {
    ...document,
    tiles: document.tiles.map((tile) => {
      const shown = shownIn(tile)
      if (shown !== null) return withChart(tile, (slug) => ids.get(keyOf({ kind: shown.kind, slug })) ?? null)
      const was = shownBefore.get(tile.uuid)
      if (was === undefined || was === null || seen.has(was.named)) return tile
      if (tile.type === 'saved_chart' && was.kind === 'chart') return { ...tile, properties: { ...tile.properties, savedChartUuid: was.named } }
      return tile.type === 'sql_chart' && was.kind === 'sql_chart' ? { ...tile, properties: { ...tile.properties, savedSqlUuid: was.named } } : tile
    }),
  }
}

const showsInside = (document: DashboardDocument, files: readonly PushedFile[]): boolean => {
  const inside = new Set(files.flatMap(({ content }) => (content.kind === 'chart' && 'dashboardSlug' in content.place ? [content.slug] : [])))
  return document.tiles.some((tile) => {
    const shown = shownIn(tile)
    return shown?.kind === 'chart' && inside.has(shown.named)
  })
}

async function saveTiles(work: Work, { content, existing }: PushedFile, document: DashboardDocument): Promise<void> {
  const id = idOf(work, 'dashboard', content.slug)
  const tiles = withIds(work, document, existing?.resource.spec as DashboardDocument | undefined)
  await perform(updateDashboard, work.ctx, { idOrSlug: id, projectId: work.projectId, document: { parameters: undefined, ...tiles } })
}

const deletions = { space: deleteSpace, chart: deleteChart, sql_chart: deleteSqlChart, dashboard: deleteDashboard, notebook: deleteNotebook } as const

/** Deletes one thing. What went along with its dashboard or space is gone already. */
async function attemptDeletion({ ctx, projectId }: Work, { resource, content }: Existing): Promise<PushProblem[]> {
  try {
    if (content.kind === 'endpoint') await perform(deleteEndpoint, ctx, { projectId, name: content.slug })
    else await perform(deletions[content.kind], ctx, { idOrSlug: resource.id, projectId })
    return []
  } catch (error) {
    if (!isAppError(error) || !refusals.has(error.code)) throw error
    if (error.code === 'not_found') return []
    const code = error.code === 'forbidden' ? 'content.forbidden' : 'content.refused'
    return [
      { code, severity: 'error', file: '', line: 0, column: 0, message: `${content.kind} "${content.slug}" cannot be deleted: ${error.message}`, hint: '' },
    ]
  }
}

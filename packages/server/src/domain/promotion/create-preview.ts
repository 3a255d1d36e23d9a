import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ChartDocument, DashboardDocument, SqlChartDocument } from '@atrium/documents'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import type { ModelSource } from '../../platform/db/schema.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { insertResource } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind, type SpaceSpec } from '../content/content-kinds.ts'
import { forgetAllAfterCommit, nowOf } from '../identity/identity-ctx.ts'
import { newModelFolder } from '../projects/new-model-folder.ts'
import { giveUpstreamRole, type NewProjectCtx } from '../projects/new-project.ts'
import { announceProjectChange } from '../projects/project-changes-store.ts'
import { copyAccess, copyModel, copySettings, insertProject, updateUpstream } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { virtualViewKind } from '../projects/virtual-views/virtual-view-kind.ts'
import { listVirtualViews } from '../projects/virtual-views/with-virtual-views.ts'
import { readModelFolder } from '../projects/read-model-folder.ts'
import type { Project } from '../projects/types.ts'
import { keepPassword, readPassword } from '../projects/warehouse-passwords.ts'
import { applyPromotion } from './apply-promotion.ts'
import type { PlannedChange } from './types.ts'

export type PreviewCtx = NewProjectCtx & ContentCtx

/** `copyContent`: spaces with who is in them, charts and dashboards, and who is in the project. */
export type CreatePreview = { projectId: string; name: string; copyContent: boolean }

/**
 * Makes a preview of a project: the same data by the same connection, models of its own to change, and copies of the
 * content. Answers its id; that project is its upstream one. Throws `forbidden` (`preview_of_preview`) and `invalid`
 * (`no_warehouse`).
 */
export const createPreview = writeOperation<PreviewCtx, CreatePreview, ProjectTarget, { projectId: string }>({
  name: 'projects.create_preview',
  action: 'project.create_preview',
  writes: true,
  target: projectTarget,
  async run(ctx, { name, copyContent }, { project: source }) {
    if (source.type === 'PREVIEW') {
      throw new AppError('forbidden', 'This project is a preview itself. Make a preview of the project that it is of.', { reason: 'preview_of_preview' })
    }
    if (source.warehouse.type === 'none') {
      throw new AppError('invalid', 'This project has no warehouse connection: connect one in the project settings', { reason: 'no_warehouse' })
    }
    const id = newId()
    const { organizationId, warehouse, timezone } = source
    const modelSource = await copyModels(ctx, source, id)
    const createdBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    await insertProject(ctx.tx, { id, organizationId, name, type: 'PREVIEW', warehouse, modelSource, timezone, createdBy })
    await updateUpstream(ctx.tx, id, source.id)
    await copySettings(ctx.tx, source.id, id)
    await copyModel(ctx.tx, source.id, id)
    await copyVirtualViews(ctx, source, id)
    await sharePassword(ctx, source, id)
    if (copyContent) await copyAccess(ctx.tx, source.id, id)
    else await giveUpstreamRole(ctx, id, source)
    const copied = copyContent ? await copyAll(ctx, source, id) : { spaces: 0, charts: 0, dashboards: 0 }
    forgetAllAfterCommit(ctx)
    const after = { name, type: 'PREVIEW', warehouse, modelSource, upstreamProjectId: source.id, copyContent, ...copied }
    ctx.record({ targetKind: 'project', targetId: id, projectId: id, before: null, after })
    await announceProjectChange(ctx.tx, id)
    await ctx.warehouses.shareTables(source.id, id)
    return { projectId: id }
  },
})

/** A model folder with the files of another project; none for one whose models a client sends. */
async function copyModels(ctx: NewProjectCtx, source: Project, id: string): Promise<ModelSource> {
  if (source.modelSource.type === 'none') return source.modelSource
  const files = await readModelFolder(source.modelSource.path)
  const folder = await newModelFolder(ctx, id)
  if (folder.type === 'none') return folder
  for (const file of files) {
    const place = path.join(folder.path, file.path)
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
    await writeFile(place, file.text, { mode: 0o600 })
  }
  return folder
}

/** Explores of people's SQL are part of the model, though they are kept like content. */
async function copyVirtualViews(ctx: PreviewCtx & WriteCtx, { id: from, organizationId }: Project, projectId: string): Promise<void> {
  const place = { organizationId, projectId, spaceId: null, dashboardId: null }
  for (const { name, description, slug, spec } of await listVirtualViews(ctx.tx, from)) {
    await insertResource(ctx.tx, virtualViewKind, { ...place, name, description, slug, spec, ...authorOf(ctx) })
  }
}

/** The password of the connection, encrypted once more for the preview. */
async function sharePassword(ctx: NewProjectCtx & WriteCtx, source: Project, id: string): Promise<void> {
  const text = await readPassword(ctx.tx, ctx.keys, { projectId: source.id })
  if (text !== null) await keepPassword(ctx.tx, ctx.keys, { owner: { projectId: id }, organizationId: source.organizationId, text, now: nowOf(ctx) })
}

/**
 * Copies everything, also what the caller may not see: who may see it in the preview is who may here. One line of the log
 * says how much it was.
 */
async function copyAll(ctx: PreviewCtx & WriteCtx, source: Project, id: string): Promise<{ spaces: number; charts: number; dashboards: number }> {
  const all = (kind: string): Promise<Resource[]> => listResources(ctx.tx, { kinds: [kind], scope: { all: true }, projectId: source.id })
  const spaces = (await all(spaceKind.kind)) as Resource<SpaceSpec>[]
  const [charts, dashboards] = [(await all(chartKind.kind)) as Resource<ChartDocument>[], (await all(dashboardKind.kind)) as Resource<DashboardDocument>[]]
  const sqlCharts = (await all(sqlChartKind.kind)) as Resource<SqlChartDocument>[]
  const plan = {
    source,
    upstream: { ...source, id },
    spaces: parentsFirst(spaces).map(made),
    charts: charts.map(made),
    sqlCharts: sqlCharts.map(made),
    dashboards: dashboards.map(made),
  }
  await applyPromotion({ ...ctx, record: () => undefined }, plan, { isOwn: false })
  return { spaces: spaces.length, charts: charts.length + sqlCharts.length, dashboards: dashboards.length }
}

const made = <Spec extends object>(source: Resource<Spec>): PlannedChange<Spec> => ({
  action: 'create',
  source,
  upstream: null,
  before: null,
  after: null,
  problems: [],
})

function parentsFirst(spaces: readonly Resource<SpaceSpec>[]): Resource<SpaceSpec>[] {
  const byId = new Map(spaces.map((space) => [space.id, space]))
  const sorted = new Set<Resource<SpaceSpec>>()
  const add = (space: Resource<SpaceSpec>): void => {
    const parent = byId.get(space.space.parentId ?? '')
    if (parent !== undefined) add(parent)
    sorted.add(space)
  }
  for (const space of spaces) add(space)
  return [...sorted]
}

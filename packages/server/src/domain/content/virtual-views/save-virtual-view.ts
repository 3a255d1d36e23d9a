import { perform, readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { parseSpec } from '../../../resources/resource-kind.ts'
import { insertResource, updateResource } from '../../../resources/resource-store.ts'
import { appendRevision } from '../../../resources/revision-store.ts'
import { freeSlug, slugOf } from '../../../resources/slug.ts'
import { findProjectModel, lockProject } from '../../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { exploreNameOf, slugOfExplore, virtualViewKind, type VirtualViewSpec } from '../../projects/virtual-views/virtual-view-kind.ts'
import { listVirtualViews } from '../../projects/virtual-views/with-virtual-views.ts'
import { checkName } from '../check-name.ts'
import { authorOf } from '../content-ctx.ts'
import { describeSql } from './describe-sql.ts'
import { tellOfChange } from '../../projects/tell-of-change.ts'
import { virtualViewTarget, type ViewKey, type ViewTarget, type VirtualViewCtx } from './virtual-view-target.ts'

type Wanted = { projectId: string; name: string; description?: string | null; sql: string; /** All of them when absent. */ columns?: readonly string[] }

/**
 * Makes an explore of a person's SQL, after the warehouse has answered it; answers the name it is explored by, made from
 * its own. Throws `conflict` when there is an explore of that name, `invalid` for SQL that cannot be explored.
 */
export const createVirtualView = readOperation<VirtualViewCtx, Wanted, ProjectTarget, { name: string }>({
  name: 'virtual_views.create',
  action: 'virtual_view.manage',
  target: projectTarget,
  async run(ctx, { projectId, sql, columns, ...head }, target) {
    // Before the store is held: SQL takes its time.
    const spec = { sql, columns: await describeSql(ctx, target, { sql, wanted: columns }) }
    return perform(storeVirtualView, ctx, { projectId, ...head, spec })
  },
})

/** Another name, description, SQL or columns for a virtual view; the name it is explored by stays. Throws as creating it does. */
export const updateVirtualView = readOperation<VirtualViewCtx, Omit<Wanted, 'projectId'> & { key: ViewKey }, ViewTarget, { name: string }>({
  name: 'virtual_views.update',
  action: 'virtual_view.manage',
  target: (ctx, { key }) => virtualViewTarget(ctx, key),
  async run(ctx, { key, sql, columns, ...head }, target) {
    const spec = { sql, columns: await describeSql(ctx, target, { sql, wanted: columns }) }
    return perform(storeVirtualViewChange, ctx, { key, ...head, spec })
  },
})

type Head = { name: string; description?: string | null; spec: VirtualViewSpec }

const storeVirtualView = writeOperation<VirtualViewCtx, Head & { projectId: string }, ProjectTarget, { name: string }>({
  name: 'virtual_views.store',
  action: 'virtual_view.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { description, spec, ...head }, { project }) {
    const label = checkName(head.name)
    const place = { organizationId: project.organizationId, projectId: project.id, spaceId: null, dashboardId: null }
    // Two of one name at once, or one and a compilation: the second sees the first.
    await lockProject(ctx.tx, project.id)
    const slug = await freeName(ctx, project.id, label)
    const id = await insertResource(ctx.tx, virtualViewKind, {
      ...place,
      name: label,
      description: description ?? null,
      slug,
      spec: parseSpec(virtualViewKind, spec),
      ...authorOf(ctx),
    })
    const name = exploreNameOf(slug)
    ctx.record({ targetKind: 'virtual_view', targetId: id, before: null, after: { name, label, sql: spec.sql } })
    await tellOfChange(ctx, project.id)
    return { name }
  },
})

const storeVirtualViewChange = writeOperation<VirtualViewCtx, Head & { key: ViewKey }, ViewTarget, { name: string }>({
  name: 'virtual_views.store_change',
  action: 'virtual_view.manage',
  writes: true,
  target: (ctx, { key }) => virtualViewTarget(ctx, key),
  async run(ctx, { name: wanted, description, spec }, { project, view }) {
    const label = checkName(wanted)
    const author = authorOf(ctx)
    await updateResource(ctx.tx, view.id, { name: label, ...(description === undefined ? {} : { description }) }, author)
    await appendRevision(ctx.tx, virtualViewKind, { resourceId: view.id, spec: parseSpec(virtualViewKind, spec), ...author })
    const name = exploreNameOf(view.slug)
    ctx.record({ targetKind: 'virtual_view', targetId: view.id, before: { name, label: view.name, sql: view.spec.sql }, after: { name, label, sql: spec.sql } })
    await tellOfChange(ctx, project.id)
    return { name }
  },
})

/** The slug of a new view, whose explore is not there yet. Names without any letter of an address are counted. */
async function freeName(ctx: VirtualViewCtx & WriteCtx, projectId: string, label: string): Promise<string> {
  const model = await findProjectModel(ctx.tx, projectId)
  const taken = new Set([...(model?.explores.keys() ?? []), ...(await listVirtualViews(ctx.tx, projectId)).map(({ slug }) => exploreNameOf(slug))])
  const slug = slugOf(label)
  if (!/[a-z0-9]/i.test(label.normalize('NFKD'))) return freeSlug('virtual-view', new Set([...taken].map(slugOfExplore)))
  // A name that begins with a digit needs quotes everywhere.
  const wanted = /^\d/.test(slug) ? `view-${slug}` : slug
  const name = exploreNameOf(wanted)
  if (!taken.has(name)) return wanted
  throw new AppError('conflict', `There is an explore "${name}" already. Choose another name.`, { reason: 'explore_exists' })
}

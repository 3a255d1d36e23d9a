import type { Target } from '../../access/actions.ts'
import { perform, readOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { findOrganization } from '../identity/organization-store.ts'
import { listProjects } from '../projects/list-projects.ts'
import { organizationOf } from '../projects/project-target.ts'
import type { Project } from '../projects/types.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, sqlChartKind } from './content-kinds.ts'
import { scopeOf } from './content-target.ts'

type ListedKind = 'chart' | 'dashboard'
const kindsOf: Readonly<Record<ListedKind, readonly string[]>> = { chart: [chartKind.kind, sqlChartKind.kind], dashboard: [dashboardKind.kind] }

export type ContentFilter = {
  /** All that the caller may view when absent; others have nothing in them. */
  projectIds?: readonly string[]
  spaceIds?: readonly string[]
  /** Charts are those of SQL too. */
  kinds?: readonly ListedKind[]
  /** In the name or the description. */
  search?: string
  /** Counted from 1. */
  page: number
  pageSize: number
}
export type FoundContent = Resource & { project: Pick<Project, 'id' | 'name'> }
export type FoundPage = { organization: { id: string; name: string }; items: FoundContent[]; total: number }

/** Charts and dashboards of several projects that the caller may see, changed last first, a page of them and how many there are. */
export const listContent = readOperation<ContentCtx, ContentFilter, Target & { organizationId: string }, FoundPage>({
  name: 'content.list',
  action: 'content.list',
  whileImpersonating: true,
  target: async (ctx) => ({ organizationId: organizationOf(ctx) }),
  async run(ctx, { projectIds, spaceIds, kinds, search, page, pageSize }, { organizationId }) {
    const projects = (await perform(listProjects, ctx, {})).filter(({ id }) => projectIds?.includes(id) ?? true)
    const found: FoundContent[] = []
    for (const project of projects) {
      const items = await listResources(storeOf(ctx), {
        kinds: (kinds ?? ['chart', 'dashboard']).flatMap((kind) => kindsOf[kind]),
        scope: scopeOf(ctx, project.id),
        projectId: project.id,
        onlyUsedInside: true,
        ...(search === undefined ? {} : { search }),
      })
      found.push(...items.filter(({ space }) => spaceIds?.includes(space.id) ?? true).map((item) => ({ ...item, project })))
    }
    const sorted = found.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || (a.id < b.id ? -1 : 1))
    const organization = { id: organizationId, name: (await findOrganization(storeOf(ctx), organizationId))?.name ?? '' }
    return { organization, items: sorted.slice((page - 1) * pageSize, page * pageSize), total: sorted.length }
  },
})

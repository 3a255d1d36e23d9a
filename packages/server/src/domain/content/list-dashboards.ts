import type { DashboardDocument } from '@atrium/documents'
import type { Target } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { isAppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { organizationOf } from '../projects/project-target.ts'
import { withAccessToEach } from './as-seen.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { dashboardKind } from './content-kinds.ts'
import { scopeOf } from './content-target.ts'
import type { DashboardSummary } from './types.ts'
import { withDraftMarks } from './drafts/with-draft-marks.ts'
import { withVerifications } from './with-verification.ts'

export type ListDashboards = {
  projectId: string
  /** Only those that show this chart. */
  chartId?: string
  /** False leaves out private spaces that the caller sees only by being an admin. */
  includePrivate?: boolean
}

/** Dashboards that the caller may see, by name. A project that is foreign or not there has none: never a refusal. */
export const listDashboards = readOperation<ContentCtx, ListDashboards, Target, DashboardSummary[]>({
  name: 'dashboards.list',
  action: 'dashboard.list',
  whileImpersonating: true,
  target: async (ctx) => ({ organizationId: organizationOf(ctx) }),
  async run(ctx, { projectId, chartId, includePrivate }, { organizationId }) {
    if (!(await isOwnProject(ctx, projectId, organizationId))) return []
    const found = await listResources(storeOf(ctx), {
      kinds: [dashboardKind.kind],
      scope: scopeOf(ctx, projectId),
      projectId,
      ...(chartId === undefined ? {} : { referencing: { kind: 'chart', target: chartId } }),
    })
    const seen = withAccessToEach(ctx, found as Resource<DashboardDocument>[])
    const dashboards = await withDraftMarks(ctx, await withVerifications(ctx, seen))
    if (includePrivate !== false) return dashboards
    return dashboards.filter(({ space, ownAccess }) => !space.isPrivate || ownAccess?.hasDirectAccess === true)
  },
})

async function isOwnProject(ctx: ContentCtx, projectId: string, organizationId: string | null): Promise<boolean> {
  try {
    return (await ctx.projects.project(projectId)).organizationId === organizationId
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return false
    throw error
  }
}

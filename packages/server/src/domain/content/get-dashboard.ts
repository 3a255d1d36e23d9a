import type { DashboardDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { momentTarget, type MomentKey } from './as-of/moment-target.ts'
import { pastDashboard } from './as-of/past-dashboard.ts'
import { openedDashboard } from './as-seen.ts'
import { countView, type ContentCtx } from './content-ctx.ts'
import { dashboardKind } from './content-kinds.ts'
import type { ContentTarget } from './content-target.ts'
import type { Dashboard } from './types.ts'

/** One dashboard by id or slug, with those charts of its tiles that the caller may see. Counts as a view, unless it is of the past. */
export const getDashboard = readOperation<ContentCtx, MomentKey, ContentTarget<DashboardDocument>, Dashboard>({
  name: 'dashboards.get',
  action: 'dashboard.view',
  target: (ctx, key) => momentTarget(ctx, dashboardKind, key),
  async run(ctx, { asOf }, { resource }) {
    if (asOf !== undefined) return pastDashboard(ctx, resource, asOf)
    countView(ctx, resource.id)
    return openedDashboard(ctx, resource)
  },
})

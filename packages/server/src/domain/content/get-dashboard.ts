import type { DashboardDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { openedDashboard } from './as-seen.ts'
import { countView, type ContentCtx } from './content-ctx.ts'
import { dashboardKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import type { Dashboard } from './types.ts'

/** One dashboard by id or slug, with those charts of its tiles that the caller may see. Counts as a view. */
export const getDashboard = readOperation<ContentCtx, ContentKey, ContentTarget<DashboardDocument>, Dashboard>({
  name: 'dashboards.get',
  action: 'dashboard.view',
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, _key, { resource }) {
    countView(ctx, resource.id)
    return openedDashboard(ctx, resource)
  },
})

import type { DashboardDocument } from '@atrium/documents'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { dashboardNow } from '../content/as-seen.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { dashboardKind } from '../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import type { Dashboard } from '../content/types.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { diffOf } from './diff-of.ts'
import { promoteAll, type Promote } from './promote-all.ts'
import type { PromotionDiff } from './types.ts'

/** What promoting a dashboard would change upstream; nothing is written. Throws as `promoteDashboard` does. */
export const promoteDashboardDiff = readOperation<ContentCtx, ContentKey, ContentTarget<DashboardDocument>, PromotionDiff>({
  name: 'dashboards.promotion_diff',
  action: 'dashboard.promote',
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  run: (ctx, _key, { resource }) => diffOf(ctx, { dashboard: resource }),
})

/**
 * Carries a dashboard to the upstream project, with the charts it shows and their spaces; charts that lived inside it
 * there and are gone here go into the trash. Answers the dashboard there. Throws `not_found` (`upstream_missing`),
 * `forbidden` and `conflict` (`slug_conflict`, `promotion_outdated`, `revision_conflict`); then nothing is changed.
 */
export const promoteDashboard = writeOperation<ContentCtx & IdentityCtx, Promote, ContentTarget<DashboardDocument>, Dashboard>({
  name: 'dashboards.promote',
  action: 'dashboard.promote',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, { expectedVersion }, { resource }) {
    const { id, own } = await promoteAll(ctx, { dashboard: resource }, expectedVersion)
    return dashboardNow(own, id)
  },
})

import type { ChartDocument } from '@atrium/documents'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { chartNow } from '../content/as-seen.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { chartKind } from '../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import type { OpenChart } from '../content/types.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { diffOf } from './diff-of.ts'
import { promoteAll, type Promote } from './promote-all.ts'
import type { PromotionDiff } from './types.ts'

/** What promoting a chart would change upstream; nothing is written. Throws as `promoteChart` does. */
export const promoteChartDiff = readOperation<ContentCtx, ContentKey, ContentTarget<ChartDocument>, PromotionDiff>({
  name: 'charts.promotion_diff',
  action: 'chart.promote',
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  run: (ctx, _key, { resource }) => diffOf(ctx, { chart: resource }),
})

/**
 * Carries a chart of a space to the upstream project, with its space when that is not there; answers the chart there.
 * Throws `not_found` (`upstream_missing`), `invalid` (`chart_in_dashboard`), `forbidden` and `conflict` (`slug_conflict`,
 * `promotion_outdated`, `revision_conflict`); then nothing is changed.
 */
export const promoteChart = writeOperation<ContentCtx & IdentityCtx, Promote, ContentTarget<ChartDocument>, OpenChart>({
  name: 'charts.promote',
  action: 'chart.promote',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, { expectedVersion }, { resource }) {
    const { id, own } = await promoteAll(ctx, { chart: resource }, expectedVersion)
    return chartNow(own, id)
  },
})

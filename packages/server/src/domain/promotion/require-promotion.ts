import type { Action, SpaceForRules, Target } from '../../access/actions.ts'
import type { Ctx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource } from '../../resources/resource.ts'
import { checkChartSql } from '../content/check-chart-sql.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { targetOf } from '../content/content-target.ts'
import { inheritsAccess } from '../content/plan-space-change.ts'
import type { PlannedChange, Promotion } from './types.ts'

/**
 * Refuses who may not promote all of this, in either project: what is shown or written there is theirs to promote, also
 * where nothing changes. Throws `forbidden` saying what it is about.
 */
export async function requirePromotion(ctx: ContentCtx, promotion: Promotion): Promise<void> {
  const places = requireSpaces(ctx, promotion)
  for (const change of promotion.dashboards) requireContent(ctx, promotion, places, 'dashboard.promote', change)
  for (const change of promotion.charts) {
    if (change.source === null) requireOf(ctx, 'chart.delete', change.upstream)
    else requireContent(ctx, promotion, places, 'chart.promote', change)
    // Whoever may see a chart upstream may run it there: its SQL gets there by those who may write SQL.
    if (change.source !== null) await checkChartSql(ctx, inUpstream(promotion), change.source.spec, change.upstream?.spec)
  }
  for (const change of promotion.sqlCharts) {
    requireContent(ctx, promotion, places, 'chart.promote', change)
    requireAt(ctx, 'explore.run_custom_sql', inUpstream(promotion), `bring the SQL of "${change.source?.name ?? ''}" to the upstream project`)
  }
}

const inUpstream = ({ upstream }: Promotion): Target & { projectId: string } => ({ organizationId: upstream.organizationId, projectId: upstream.id })

/** Where things of a space here go upstream, by the id of the space here. */
function requireSpaces(ctx: Ctx, promotion: Promotion): Map<string, SpaceForRules> {
  const places = new Map<string, SpaceForRules>()
  const known = new Map(promotion.spaces.map((change) => [change.source?.id, change]))
  for (const { source, upstream } of promotion.spaces) {
    if (source === null) continue
    if (upstream !== null) {
      places.set(source.id, upstream.space)
      continue
    }
    requireOf(ctx, 'space.view', source)
    requireAt(ctx, 'space.create', inUpstream(promotion), `make the space "${source.name}" in the upstream project`)
    const { source: above, upstream: parent } = known.get(source.space.parentId ?? '') ?? { source: null, upstream: null }
    if (parent !== null) requireOf(ctx, 'space.nest', parent, above?.name)
    if (parent !== null && inheritsAccess(source.space)) requireOf(ctx, 'space.view', parent, above?.name)
    // It will be the caller's own; what else it takes is a role in the project.
    places.set(source.id, { id: source.id, isPrivate: false, chain: [source.id] })
  }
  return places
}

function requireContent(
  ctx: Ctx,
  promotion: Promotion,
  places: ReadonlyMap<string, SpaceForRules>,
  action: Action,
  { source, upstream }: PlannedChange<object>,
): void {
  if (source === null) return
  requireOf(ctx, action, source)
  // Called what it is called here: upstream it may have a name that is not theirs to know.
  if (upstream !== null) requireOf(ctx, action, upstream, source.name)
  const place = places.get(source.space.id)
  const what = `promote the ${source.kind} "${source.name}" into the space "${source.space.name}" of the upstream project`
  requireAt(ctx, action, { ...inUpstream(promotion), ...(place === undefined ? {} : { space: place }) }, what)
}

function requireOf(ctx: Ctx, action: Action, resource: Resource | null, name = resource?.name): void {
  if (resource !== null) requireAt(ctx, action, targetOf(resource), `${verbOf(action)} the ${resource.kind} "${name ?? ''}"`)
}

const verbOf = (action: Action): string => (action === 'space.nest' ? 'put a space into' : (action.split('.')[1] ?? 'use'))

function requireAt({ actor }: Ctx, action: Action, target: Target, what: string): void {
  if (actor.kind !== 'user') return
  const decision = decide(actor, action, target)
  if (decision.allowed) return
  const message = `You may not ${what}. Promoting takes the role of a developer, and the right to change what is there, in both projects.`
  throw new AppError('forbidden', message, { reason: decision.because, ...(decision.scope === undefined ? {} : { scope: decision.scope }) })
}

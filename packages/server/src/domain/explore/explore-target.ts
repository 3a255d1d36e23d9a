import { dimensionOf, isExploreError, type Explore } from '@atrium/semantic'
import { nearestNames } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import type { Queries, QueryProject } from '../../query/query-service.ts'
import { projectTarget, refuseStrangers, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import type { Project, ProjectModel } from '../projects/types.ts'
import { mayUseExplore } from './explore-access.ts'

/** What operations that run queries need. */
export type ExploreCtx = ProjectCtx & { queries: Queries; limits: QueryLimits }

export type QueryLimits = {
  /** Rows a query may ask for. */
  maxRows: number
  /** Cells of a CSV file. */
  csvCells: number
}

export type ExploreTarget = ProjectTarget & { explore: Explore; model: ProjectModel }

/**
 * The explore as the target of an operation. The rules decide on the project; the caller's attributes are looked at
 * by `requireExplore` after that, so that a stranger learns nothing from it.
 */
export async function exploreTarget(ctx: ProjectCtx, input: { projectId: string; exploreName: string }): Promise<ProjectTarget & { model: ProjectModel }> {
  const target = await projectTarget(ctx, input)
  refuseStrangers(ctx, target)
  return { ...target, model: await ctx.projects.model(target.project.id) }
}

/** The named explore of a model for this caller. Throws `not_found` (missing, broken) or `unauthenticated` (attributes). */
export function requireExplore(ctx: ProjectCtx, model: ProjectModel, name: string): Explore {
  const explore = model.explores.get(name)
  if (explore === undefined) {
    throw new AppError('not_found', `Explore "${name}" does not exist.`, {
      reason: 'explore_missing',
      params: { explore: name },
      suggestions: nearestNames(
        name,
        [...model.explores.values()].filter((one) => mayUseExplore(ctx.actor, one)).map((one) => one.name),
      ),
    })
  }
  if (!mayUseExplore(ctx.actor, explore)) {
    throw new AppError('unauthenticated', "You don't have authorization to access this explore", { reason: 'explore_attributes' })
  }
  if (isExploreError(explore)) {
    const first = explore.errors[0]?.message
    throw new AppError('not_found', `Explore "${name}" has an error.${first === undefined ? '' : ` ${first}`}`, {
      reason: 'explore_missing',
      params: { broken: name, why: first ?? '' },
    })
  }
  return explore
}

/**
 * The explore that knows a field of a table: the one that the table is the base of, or else one that it is joined to. A
 * table that is only ever joined, under an alias for instance, has no explore of its own. Throws as `requireExplore` does.
 */
export function exploreOfField(ctx: ProjectCtx, model: ProjectModel, { table, fieldId }: { table: string; fieldId: string }): Explore {
  const named = model.explores.get(table)
  if (named !== undefined && (isExploreError(named) || dimensionOf(named, fieldId) !== undefined)) return requireExplore(ctx, model, table)
  const joined = [...model.explores.values()].find(
    (explore) =>
      !isExploreError(explore) && Object.hasOwn(explore.tables, table) && dimensionOf(explore, fieldId) !== undefined && mayUseExplore(ctx.actor, explore),
  )
  return requireExplore(ctx, model, joined?.name ?? table)
}

/** `model` null: of a project that was never compiled. */
export const queryProject = (project: Project, model: ProjectModel | null): QueryProject => ({
  id: project.id,
  organizationId: project.organizationId,
  timezone: project.timezone,
  startOfWeek: project.startOfWeek,
  fiscalYearStart: project.fiscalYearStart,
  warehouse: project.warehouse,
  modelRevision: model?.revision ?? '',
  dataVersion: project.dataVersion,
})

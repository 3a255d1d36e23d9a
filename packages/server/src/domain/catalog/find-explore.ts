import { dimensionOf, fieldIdOf, isExploreError, nearestNames, type Explore } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { exploreFor, mayUseExplore } from '../explore/explore-access.ts'
import { requireExplore } from '../explore/explore-target.ts'
import type { ProjectCtx } from '../projects/project-target.ts'
import { catalogTarget, type CatalogTarget } from './catalog-target.ts'

export type FindExplore = {
  projectId: string
  /** All fields that are to be asked for together, by id. */
  fieldIds: readonly string[]
  /** This one or none. */
  exploreName?: string
}

/**
 * The explore in which fields can be asked for together, as the caller sees it: among several the one whose own table has
 * the first of them. Throws `not_found` with what is missing and what comes near.
 */
export const findExplore = readOperation<ProjectCtx, FindExplore, CatalogTarget, Explore>({
  name: 'catalog.find_explore',
  action: 'explore.view',
  target: catalogTarget,
  async run({ actor, ...ctx }, { fieldIds, exploreName }, { project, model }) {
    if (model === null) throw new AppError('not_found', `The project "${project.name}" has no model yet: compile it first.`, { reason: 'explore_missing' })
    const seen =
      exploreName === undefined
        ? [...model.explores.values()].flatMap((one) => (isExploreError(one) || !mayUseExplore(actor, one) ? [] : [exploreFor(actor, one)]))
        : [exploreFor(actor, requireExplore({ actor, ...ctx }, model, exploreName))]
    const fitting = seen.filter((explore) => fieldIds.every((id) => hasField(explore, id)))
    const [first] = fieldIds
    const best = fitting.find((explore) => first === undefined || first.startsWith(`${explore.baseTable}_`)) ?? fitting[0]
    if (best === undefined) throw noneFits(seen, fieldIds)
    return best
  },
})

/** The metric of an explore by its id, also one of a joined table. */
export function metricIn(explore: Explore, fieldId: string): Explore['tables'][string]['metrics'][string] | undefined {
  for (const { metrics } of Object.values(explore.tables)) {
    for (const metric of Object.values(metrics)) if (fieldIdOf(metric.table, metric.name) === fieldId) return metric
  }
  return undefined
}

const hasField = (explore: Explore, fieldId: string): boolean => dimensionOf(explore, fieldId) !== undefined || metricIn(explore, fieldId) !== undefined

function noneFits(seen: readonly Explore[], fieldIds: readonly string[]): AppError {
  const unknown = fieldIds.filter((id) => !seen.some((explore) => hasField(explore, id)))
  if (unknown.length === 0) {
    const places = fieldIds.map((id) => {
      const names = seen.filter((explore) => hasField(explore, id)).map(({ name }) => name)
      return `${id} in ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`
    })
    return new AppError('not_found', `No explore has all of these fields together: ${places.join('; ')}. Ask for them one after the other.`, {
      reason: 'unknown_field',
    })
  }
  const known = [...new Set(seen.flatMap(idsOf))]
  const near = unknown.flatMap((id) => nearestNames(id, known))
  const where = seen.length === 1 ? ` in the explore ${seen[0]?.name ?? ''}` : ''
  return new AppError('not_found', `There is no field ${unknown.map((id) => `"${id.slice(0, 200)}"`).join(', ')}${where}.`, {
    reason: 'unknown_field',
    suggestions: [...new Set(near)].slice(0, 5),
  })
}

const idsOf = ({ tables }: Explore): string[] =>
  Object.values(tables).flatMap(({ dimensions, metrics }) =>
    [...Object.values(dimensions), ...Object.values(metrics)].filter(({ hidden }) => !hidden).map(({ table, name }) => fieldIdOf(table, name)),
  )

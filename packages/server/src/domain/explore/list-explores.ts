import { isExploreError, type AnyExplore } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { mayUseExplore } from './explore-access.ts'
import { isSelected } from './is-selected.ts'
import type { ExploreSummary } from './types.ts'

type Input = { projectId: string; /** Applies the project's tables configuration. */ filtered: boolean }

/** Every explore the caller may use, broken ones with their errors, by label; none in a project that was never compiled. */
export const listExplores = readOperation<ProjectCtx, Input, ProjectTarget, ExploreSummary[]>({
  name: 'explores.list',
  action: 'explore.view',
  target: projectTarget,
  async run(ctx, input, { project }) {
    const model = await ctx.projects.findModel(project.id)
    if (model === null) return []
    return [...model.explores.values()]
      .filter((explore) => mayUseExplore(ctx.actor, explore))
      .filter((explore) => !input.filtered || isSelected(project.tablesConfiguration, explore))
      .map(summaryOf)
      .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
  },
})

function summaryOf(explore: AnyExplore): ExploreSummary {
  const common = {
    name: explore.name,
    label: explore.label,
    tags: explore.tags,
    ...(explore.groupLabel === undefined ? {} : { groupLabel: explore.groupLabel }),
    ...(explore.type === undefined ? {} : { type: explore.type }),
  }
  if (isExploreError(explore)) return { ...common, errors: explore.errors }
  const base = explore.tables[explore.baseTable]
  return {
    ...common,
    schemaName: base?.schema ?? '',
    databaseName: base?.database ?? '',
    ...(base?.description === undefined ? {} : { description: base.description }),
  }
}

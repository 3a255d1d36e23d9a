import { isExploreError, type AnyExplore, type Explore, type MetricQuery } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'
import type { QueryRequest, QueryResult } from '../../../query/query-service.ts'
import { exploreFor, mayUseExplore } from '../../explore/explore-access.ts'
import { queryProject } from '../../explore/explore-target.ts'
import type { ProjectTarget } from '../../projects/project-target.ts'
import { isVirtual } from '../../projects/serving-model.ts'
import { compileDraft, type Draft } from '../compile-draft.ts'
import type { DevelopCtx } from '../develop-ctx.ts'
import { openModelFolder } from '../model-folder.ts'

/** One side of a comparison: explores that can be asked, as the caller sees them, and how to ask them. */
export type Side = {
  explores: ReadonlyMap<string, Explore>
  /** The SQL of a question; null where it cannot be asked. */
  sqlOf(query: MetricQuery): string | null
  /** Throws `not_found` for an explore that this side does not have. */
  run(query: MetricQuery): Promise<QueryResult>
}

/** What serves, and what would serve if a file had the draft's text. */
export async function openModels(ctx: DevelopCtx, { project }: ProjectTarget, draft: Draft): Promise<{ before: Side; after: Side }> {
  const [{ files }, catalog] = await Promise.all([openModelFolder(project), ctx.warehouses.of(project).catalog()])
  const serving = await ctx.projects.findModel(project.id)
  const drafted = compileDraft(project, files, catalog, draft)
  const virtual = [...(serving?.explores.values() ?? [])].filter(isVirtual)
  return {
    before: sideOf(ctx, { project: queryProject(project, serving), explores: serving?.explores.values() ?? [] }),
    after: sideOf(ctx, {
      project: { ...queryProject(project, serving), modelRevision: drafted.revision },
      explores: [...drafted.explores, ...virtual],
      isDraft: true,
    }),
  }
}

function sideOf(ctx: DevelopCtx, { project, explores, isDraft }: Pick<QueryRequest, 'project'> & { explores: Iterable<AnyExplore>; isDraft?: true }): Side {
  const usable = [...explores].flatMap((explore) => (isExploreError(explore) || !mayUseExplore(ctx.actor, explore) ? [] : [explore]))
  const byName = new Map(usable.map((explore) => [explore.name, explore]))
  const requestOf = (query: MetricQuery): QueryRequest => {
    const explore = byName.get(query.exploreName)
    if (explore === undefined) {
      throw new AppError('not_found', `Explore "${query.exploreName}" cannot be asked ${isDraft ? 'with this text' : 'today'}: it is not there or broken.`, {
        reason: 'explore_missing',
      })
    }
    return {
      project,
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: 'explore',
      sourceId: explore.name,
      question: { kind: 'metric', explore, query, ...(isDraft === undefined ? {} : { isDraft }) },
    }
  }
  return {
    explores: new Map(usable.map((explore) => [explore.name, exploreFor(ctx.actor, explore)])),
    sqlOf(query) {
      try {
        return ctx.queries.compile(requestOf(query)).sql
      } catch {
        // A question that cannot be asked has no SQL; running it says why.
        return null
      }
    },
    run: async (query) => ctx.queries.run(requestOf(query)),
  }
}

import type { Ctx, WriteCtx } from '../../access/operation.ts'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import { parseSpec, type ResourceKind } from '../../resources/resource-kind.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { parseDashboard } from './check-tiles.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, spaceKind } from './content-kinds.ts'

type SeedHead = { slug: string; name: string; description?: string | null | undefined }

export type SeedContent = {
  projectId: string
  spaces: readonly (SeedHead & { isPrivate?: boolean })[]
  /** `space` is a slug; `document` the content of the chart. */
  charts: readonly (SeedHead & { space: string; document: unknown })[]
  /** Tiles of type `saved_chart` name their chart by `properties.chartSlug`. */
  dashboards: readonly (SeedHead & { space: string; document: unknown })[]
}

/**
 * Puts content from files into a project. What is there already by slug stays as people made it, so this may be called
 * at every start. Throws `invalid` for content that is wrong or names a space or chart that is not there.
 */
export const seedContent = writeOperation<ContentCtx, SeedContent, ProjectTarget, { created: number }>({
  name: 'content.seed',
  action: 'project.manage',
  allow: ['system'],
  writes: true,
  target: projectTarget,
  async run(ctx, input, { project }) {
    let created = 0
    const ids = { space: new Map<string, string>(), chart: new Map<string, string>() }
    const place = { organizationId: project.organizationId, projectId: project.id }
    const put = async <Spec extends object>(kind: ResourceKind<Spec>, head: SeedHead, spaceId: string | null, spec: () => Promise<Spec>): Promise<string> => {
      const existing = await findResource(ctx.tx, kind, { idOrSlug: head.slug, projectId: project.id })
      if (existing !== null) return existing.id
      created += 1
      return create(ctx, kind, { ...place, ...head, spaceId, spec: await spec() })
    }
    for (const space of input.spaces) {
      ids.space.set(space.slug, await put(spaceKind, space, null, async () => ({ isPrivate: space.isPrivate ?? false })))
    }
    for (const chart of input.charts) {
      const spaceId = known(ids.space, chart.space, chart.slug)
      ids.chart.set(chart.slug, await put(chartKind, chart, spaceId, async () => parseSpec(chartKind, chart.document)))
    }
    for (const dashboard of input.dashboards) {
      const spaceId = known(ids.space, dashboard.space, dashboard.slug)
      await put(dashboardKind, dashboard, spaceId, () => parseDashboard(ctx, withChartIds(dashboard, ids.chart), { projectId: project.id, dashboardId: null }))
    }
    return { created }
  },
})

async function create<Spec extends object>(
  ctx: Ctx & WriteCtx,
  kind: ResourceKind<Spec>,
  seed: SeedHead & { organizationId: string; projectId: string; spaceId: string | null; spec: Spec },
): Promise<string> {
  const id = await insertResource(ctx.tx, kind, { ...seed, description: seed.description ?? null, dashboardId: null, ...authorOf(ctx) })
  ctx.record({ targetKind: kind.kind, targetId: id, before: null, after: { name: seed.name, slug: seed.slug, spaceId: seed.spaceId } })
  return id
}

function known(ids: ReadonlyMap<string, string>, slug: string, by: string): string {
  const id = ids.get(slug)
  if (id === undefined) throw new AppError('invalid', `"${by}" names "${slug}", which is not there`, { reason: 'seed' })
  return id
}

type Tile = { type?: unknown; properties?: { chartSlug?: unknown } }

function withChartIds({ slug, document }: { slug: string; document: unknown }, charts: ReadonlyMap<string, string>): unknown {
  const { tiles } = document as { tiles?: readonly Tile[] }
  return {
    ...(document as object),
    tiles: (tiles ?? []).map((tile) => {
      const named = tile.properties?.chartSlug
      if (tile.type !== 'saved_chart' || typeof named !== 'string') return tile
      return { ...tile, properties: { ...tile.properties, savedChartUuid: known(charts, named, slug) } }
    }),
  }
}

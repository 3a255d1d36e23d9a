import { setImmediate as nextTurn } from 'node:timers/promises'
import { type ContentFile, type ContentKind, contentKinds, type DashboardTile, withoutChartFacts, writeContentFile } from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import { decide } from '../../access/rules.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, endpointKind, notebookKind, spaceKind, sqlChartKind, type SpaceSpec } from '../content/content-kinds.ts'
import { requireAction, scopeOf, targetOf } from '../content/content-target.ts'
import { inheritsAccess } from '../content/plan-space-change.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import { withComponents } from '../apps/component-ids.ts'
import { endpointContent } from './endpoint-content.ts'
import { standInsFor } from './stand-in.ts'
import { keyOf, ofKey, type Existing, type ProjectContent } from './types.ts'

type Slug = { kind: ContentKind; slug: string }

/** What files hold, and what they name. */
export type AskedSlugs = { held: readonly Slug[]; named: readonly Slug[] }

const noneAsked: AskedSlugs = { held: [], named: [] }

/**
 * Reads all content of a project that the caller may see, and what stands in for those `asked` slugs that
 * other content has. Throws `forbidden` for
 * a token that does not reach all kinds of it: files point at each other.
 */
export async function loadContent(ctx: ContentCtx, target: ProjectTarget, asked: AskedSlugs = noneAsked): Promise<ProjectContent> {
  for (const action of ['space.list', 'chart.list', 'dashboard.list', 'endpoint.list'] as const) requireAction(ctx, action, target)
  const projectId = target.project.id
  const kinds = [...contentKinds]
  const resources = await listResources(storeOf(ctx), { kinds, scope: scopeOf(ctx, projectId), projectId, onlyUsedInside: true })
  const takenOf = async (wanted: readonly string[]): Promise<Set<string>> => {
    const found = wanted.length === 0 ? [] : await listResources(storeOf(ctx), { kinds, scope: { all: true }, projectId, slugs: wanted })
    return new Set(found.map(({ kind, slug }) => keyOf({ kind: kind as ContentKind, slug })))
  }
  const slugsById = new Map(resources.map(({ id, slug }) => [id, slug]))
  const existing = new Map<string, Existing>()
  for (const resource of resources) {
    // What is in a notebook is for its editors; no other file points at one, so a token need not reach them.
    if (resource.kind === notebookKind.kind && !mayDo(ctx, 'app.update', resource)) continue
    const content = contentOf(resource, slugsById, mayDo(ctx, 'endpoint.test', resource))
    existing.set(keyOf(content), { resource, content, text: writeContentFile(content) })
    // Texts of much content take long to write: others get their turns in between.
    await nextTurn()
  }
  const keys = new Set([...asked.held, ...asked.named].map(keyOf))
  const hidden = [...(await takenOf([...keys].map((key) => ofKey(key).slug)))]
    .filter((key) => keys.has(key) && !existing.has(key))
    .map(ofKey)
    // Whoever makes an endpoint by hand is told as well that its name is taken: it is an address.
    .filter(({ kind }) => kind !== 'endpoint')
  const held = new Set(asked.held.map(keyOf))
  const offered = hidden.map(({ kind, slug }) => ({ kind, slug, slugs: standInsFor({ projectId, kind, slug }) }))
  const taken = await takenOf(offered.flatMap((one) => one.slugs))
  const standIns = offered.flatMap(({ kind, slug, slugs: own }): [string, string][] => {
    const isMade = (each: string): boolean => existing.has(keyOf({ kind, slug: each }))
    // What is only named has to be there; what a file holds may be made.
    const free = own.find((each) => isMade(each) || (held.has(keyOf({ kind, slug })) && !taken.has(keyOf({ kind, slug: each }))))
    return free === undefined ? [] : [[keyOf({ kind, slug }), free]]
  })
  return { existing, standIns: new Map(standIns) }
}

const mayDo = ({ actor }: ContentCtx, action: Action, resource: Resource): boolean => actor.kind !== 'user' || decide(actor, action, targetOf(resource)).allowed

/** A piece of content as a file says it. Content that the caller may not see has no slug there, and tests of endpoints are for those who may test. */
function contentOf(resource: Resource, slugs: ReadonlyMap<string, string>, mayTest: boolean): ContentFile {
  const { slug, name, description, space, dashboard } = resource
  const head = { slug, name, description: description === '' ? null : description }
  switch (resource.kind) {
    case spaceKind.kind: {
      const parentSlug = space.parentId === null ? null : (slugs.get(space.parentId) ?? null)
      const inherits = parentSlug !== null && inheritsAccess(space)
      return { kind: 'space', ...head, parentSlug, inheritsAccess: inherits, ...(inherits ? {} : { isPrivate: (resource.spec as SpaceSpec).isPrivate }) }
    }
    case chartKind.kind: {
      const dashboardSlug = dashboard === null ? undefined : slugs.get(dashboard.id)
      const document = specOf(chartKind, resource)
      return {
        kind: 'chart',
        ...head,
        place: dashboardSlug === undefined ? { spaceSlug: space.slug } : { dashboardSlug },
        document,
      }
    }
    case sqlChartKind.kind:
      return { kind: 'sql_chart', ...head, spaceSlug: space.slug, document: specOf(sqlChartKind, resource) }
    case dashboardKind.kind: {
      const document = specOf(dashboardKind, resource)
      return { kind: 'dashboard', ...head, spaceSlug: space.slug, document: { ...document, tiles: document.tiles.map((tile) => withSlug(tile, slugs)) } }
    }
    case endpointKind.kind:
      return endpointContent(resource, specOf(endpointKind, resource), mayTest)
    case notebookKind.kind:
      return { kind: 'notebook', ...head, spaceSlug: space.slug, document: withComponents(specOf(notebookKind, resource), (id) => slugs.get(id) ?? id) }
    default:
      throw new Error(`${resource.kind} is no kind of content that is written as a file`)
  }
}

/** The content with what the schema of today fills in. Content of another day is better than none. */
const specOf = <Spec extends object>({ schema }: ResourceKind<Spec>, { spec }: Resource): Spec => schema.safeParse(spec).data ?? (spec as Spec)

const withSlug = (tile: DashboardTile, slugs: ReadonlyMap<string, string>): DashboardTile => withChart(withoutChartFacts(tile), (id) => slugs.get(id) ?? null)

/** A tile that shows another chart, found by what names the one it shows. */
export function withChart(tile: DashboardTile, change: (named: string) => string | null): DashboardTile {
  if (tile.type === 'saved_chart') {
    const { savedChartUuid } = tile.properties
    return { ...tile, properties: { ...tile.properties, savedChartUuid: savedChartUuid === null ? null : change(savedChartUuid) } }
  }
  if (tile.type !== 'sql_chart') return tile
  const { savedSqlUuid } = tile.properties
  return { ...tile, properties: { ...tile.properties, savedSqlUuid: savedSqlUuid === null ? null : change(savedSqlUuid) } }
}

/** Kind and id, or slug, of the chart that a tile shows; null for tiles that show none. */
export function shownIn(tile: DashboardTile): { kind: 'chart' | 'sql_chart'; named: string } | null {
  if (tile.type === 'saved_chart') return tile.properties.savedChartUuid === null ? null : { kind: 'chart', named: tile.properties.savedChartUuid }
  if (tile.type !== 'sql_chart' || tile.properties.savedSqlUuid === null) return null
  return { kind: 'sql_chart', named: tile.properties.savedSqlUuid }
}

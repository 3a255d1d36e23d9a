import { isExploreError } from '@atrium/semantic'
import { perform, readOperation } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { isUuid } from '../../platform/ids.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { listSearchNames, searchResources, type ResourceSearch } from '../../resources/search-store.ts'
import { authorOf, storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { scopeOf } from '../content/content-target.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { listMembers } from '../identity/members.ts'
import type { Member } from '../identity/types.ts'
import type { CatalogItem } from './catalog-items.ts'
import { catalogTarget, type CatalogTarget } from './catalog-target.ts'
import { contentKinds, parseSearch, searchKinds, type ParsedSearch, type SearchKind } from './parse-search.ts'
import { foldText, isNear, rankMatch, ranks, type Rank } from './rank-match.ts'
import { itemsOf, searchItems } from './search-catalog.ts'
import { usageOf } from './usage.ts'

export type SearchHit = { rank: Rank } & (
  | { kind: 'chart' | 'sql_chart' | 'dashboard' | 'notebook' | 'space'; resource: Resource }
  | { kind: CatalogItem['kind']; item: CatalogItem; usage: number }
  | { kind: 'person'; member: Member }
)

export type SearchResults = {
  /** Best first, whatever they are. */
  hits: SearchHit[]
  /** How many of each kind the caller could find, also those beyond the limit. */
  counts: Readonly<Partial<Record<SearchKind, number>>>
}

export type SearchProject = {
  projectId: string
  /** As it was typed: words and `type: by: space: updated:`. */
  typed: string
  kinds?: readonly SearchKind[]
  createdById?: string
  updatedSince?: Date
  updatedUntil?: Date
  /** Hits of each kind at most. */
  limit: number
}

/**
 * Looks for content, tables, fields and people by what was typed, among what the caller may see: rights are part of the
 * question, so neither hits nor numbers tell of anything else. Only where nothing matches as typed slips are allowed for.
 */
export const searchProject = readOperation<ContentCtx & IdentityCtx, SearchProject, CatalogTarget, SearchResults>({
  name: 'catalog.search',
  action: 'space.list',
  target: catalogTarget,
  async run(ctx, input, target) {
    const parsed = parseSearch(input.typed, ctx.clock.now())
    const wanted = input.kinds ?? searchKinds
    // Nobody made tables, fields and people on a day.
    const onlyContent = input.createdById !== undefined || input.updatedSince !== undefined || input.updatedUntil !== undefined
    const kinds = parsed.kinds.filter((kind) => wanted.includes(kind) && (!onlyContent || contentKinds.some((one) => one === kind)))
    const content = await searchContent(ctx, input, { ...parsed, kinds })
    const items = await searchModel(ctx, input, { ...parsed, kinds }, target)
    const people = await searchPeople(ctx, input, { ...parsed, kinds }, target)
    const found = [...content.hits, ...items.hits, ...people.hits]
    return { hits: found.toSorted(byRank), counts: { ...content.counts, ...items.counts, ...people.counts } }
  },
})

type Found = { hits: SearchHit[]; counts: SearchResults['counts'] }
const nothing: Found = { hits: [], counts: {} }

/** Content first among equals, then what is used more. Stable: what stores and catalog put first stays so. */
const byRank = (a: SearchHit, b: SearchHit): number => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || weightOf(b) - weightOf(a)
const weightOf = (hit: SearchHit): number => ('resource' in hit ? Math.log2(1 + hit.resource.views) : 'item' in hit ? Math.log2(1 + hit.usage) : 0)

async function searchContent(ctx: ContentCtx, input: SearchProject, parsed: ParsedSearch): Promise<Found> {
  const kinds = contentKinds.filter((kind) => parsed.kinds.includes(kind))
  if (kinds.length === 0 || (input.createdById !== undefined && !isUuid(input.createdById))) return nothing
  const since = input.updatedSince ?? parsed.updatedSince
  const search: ResourceSearch = {
    projectId: input.projectId,
    kinds,
    scope: scopeOf(ctx, input.projectId),
    shownTo: authorOf(ctx).authorId,
    text: parsed.text,
    words: parsed.words,
    limit: input.limit,
    ...(parsed.by === undefined ? {} : { by: parsed.by }),
    ...(parsed.space === undefined ? {} : { space: parsed.space }),
    ...(input.createdById === undefined ? {} : { createdById: input.createdById }),
    ...(since === undefined ? {} : { updatedSince: since }),
    ...(input.updatedUntil === undefined ? {} : { updatedUntil: input.updatedUntil }),
  }
  const { found, counts } = await searchResources(storeOf(ctx), search)
  const near = found.length > 0 || parsed.words.length === 0 ? [] : await nearNames(ctx, search)
  const ids = [...found.map(({ id }) => id), ...near.slice(0, input.limit).map(({ id }) => id)]
  if (ids.length === 0) return nothing
  const resources = new Map((await listResources(storeOf(ctx), { kinds, scope: search.scope, projectId: input.projectId, ids })).map((one) => [one.id, one]))
  const hits = ids.flatMap((id): SearchHit[] => {
    const resource = resources.get(id)
    const kind = contentKinds.find((one) => one === resource?.kind)
    if (resource === undefined || kind === undefined) return []
    const candidate = { names: [foldText(resource.name)], description: foldText(resource.description ?? '') }
    // What the store found and this does not: in a word that the two split differently.
    return [{ kind, resource, rank: rankMatch(parsed, candidate) ?? 'description' }]
  })
  return { hits, counts: near.length === 0 ? Object.fromEntries(counts) : countBy(near) }
}

async function nearNames(ctx: ContentCtx, search: ResourceSearch): Promise<{ id: string; kind: string }[]> {
  return (await listSearchNames(storeOf(ctx), search)).filter(({ name }) => isNear(search.words, name))
}

/** How many times more items than are shown. */
const lookedAt = 5

async function searchModel(ctx: ContentCtx, input: SearchProject, parsed: ParsedSearch, { catalog }: CatalogTarget): Promise<Found> {
  const kinds = (['table', 'dimension', 'metric'] as const).filter((kind) => parsed.kinds.includes(kind))
  // Nothing typed yet: a list of all fields is no answer.
  if (kinds.length === 0 || parsed.text === '') return nothing
  const all = searchItems(itemsOf(catalog, kinds), parsed)
  const exact = all.filter(({ rank }) => rank !== 'near')
  const found = exact.length > 0 ? exact : all
  // Of those that match as well those that are used more come first: more of them are looked at than are shown.
  const near = kinds.flatMap((kind) => found.filter(({ item }) => item.kind === kind).slice(0, lookedAt * input.limit))
  const usage = await usageOf(
    ctx,
    input.projectId,
    near.map(({ item }) => item),
  )
  const sorted = near.toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || usage(b.item) - usage(a.item))
  const hits = kinds.flatMap((kind) => sorted.filter(({ item }) => item.kind === kind).slice(0, input.limit))
  return {
    hits: hits.map(({ item, rank }): SearchHit => ({ kind: item.kind, item, rank, usage: usage(item) })),
    counts: countBy(found.map(({ item }) => item)),
  }
}

async function searchPeople(ctx: ContentCtx & IdentityCtx, input: SearchProject, parsed: ParsedSearch, { organizationId }: CatalogTarget): Promise<Found> {
  const maySee = ctx.actor.kind === 'user' && decide(ctx.actor, 'member.view', { organizationId }).allowed
  if (!maySee || !parsed.kinds.includes('person') || parsed.text === '') return nothing
  const { members, total } = await perform(listMembers, ctx, { search: parsed.text, projectId: input.projectId, page: 1, pageSize: input.limit })
  const hits = members.map((member): SearchHit => {
    const names = [`${member.firstName} ${member.lastName}`, member.lastName, member.email].map(foldText)
    return { kind: 'person', member, rank: rankMatch(parsed, { names, description: '' }) ?? 'description' }
  })
  return { hits, counts: total === 0 ? {} : { person: total } }
}

const countBy = (found: readonly { kind: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { kind } of found) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** What is wrong with a table that was found; empty for one that works. */
export const errorsOf = (item: CatalogItem): readonly { message: string }[] => (isExploreError(item.explore) ? item.explore.errors : [])

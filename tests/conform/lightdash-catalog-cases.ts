import type { Case } from './check-door.ts'

/** What these cases learn and use. */
export type CatalogFacts = { projectUuid: string; tagUuid: string; catalogItemUuid: string }

const inProject = (facts: CatalogFacts, rest: string): string => `/api/v1/projects/${facts.projectUuid}${rest}`
const catalog = (facts: CatalogFacts, rest = ''): string => inProject(facts, `/dataCatalog${rest}`)
const onItem = (facts: CatalogFacts, rest: string): string => catalog(facts, `/${facts.catalogItemUuid}${rest}`)

let tags = 0

/** The catalog and its categories. Names of these are there once: each caller makes one of their own. */
export const catalogCases: Case<CatalogFacts>[] = [
  { operationId: 'getCatalog', path: (facts) => catalog(facts) },
  { operationId: 'getCatalog', path: (facts) => catalog(facts, '?type=field') },
  { operationId: 'getCatalog', path: (facts) => catalog(facts, '?search=ord') },
  { operationId: 'getMetadata', path: (facts) => catalog(facts, '/orders/metadata') },
  { operationId: 'getAnalytics', path: (facts) => catalog(facts, '/orders/analytics') },
  { operationId: 'getAnalyticsField', path: (facts) => catalog(facts, '/orders/analytics/status') },
  {
    operationId: 'getMetricsCatalog',
    path: (facts) => catalog(facts, '/metrics?page=1.000000&pageSize=10.000000&sort=chartUsage&order=desc'),
    learn: ({ data }: { data: { catalogSearchUuid: string }[] }, facts) => (facts.catalogItemUuid = data[0]?.catalogSearchUuid ?? ''),
  },
  {
    operationId: 'createTag',
    path: (facts) => inProject(facts, '/tags'),
    body: () => ({ name: `Category ${(tags += 1)}`, color: '#265adf' }),
    learn: ({ tagUuid }: { tagUuid: string }, facts) => (facts.tagUuid = tagUuid),
  },
  { operationId: 'getTags', path: (facts) => inProject(facts, '/tags') },
  { operationId: 'updateTag', path: (facts) => inProject(facts, `/tags/${facts.tagUuid}`), body: () => ({ color: '#47a570' }) },
  { operationId: 'addCategoryToCatalogItem', path: (facts) => onItem(facts, '/categories'), body: (facts) => ({ tagUuid: facts.tagUuid }) },
  { operationId: 'removeCategoryFromCatalogItem', path: (facts) => onItem(facts, `/categories/${facts.tagUuid}`) },
  { operationId: 'updateCatalogItemIcon', path: (facts) => onItem(facts, '/icon'), body: () => ({ icon: { unicode: '💰' } }) },
  { operationId: 'deleteTag', path: (facts) => inProject(facts, `/tags/${facts.tagUuid}`) },
]

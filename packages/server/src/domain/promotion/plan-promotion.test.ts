import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import type { AnyExplore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import type { Resource } from '../../resources/resource.ts'
import { isUpToDate, planPromotion } from './plan-promotion.ts'
import type { PromotionSides } from './types.ts'

const at = new Date('2026-05-10T12:00:00Z')
const space = { id: 'space-here', slug: 'sales', name: 'Sales', parentId: null, isPrivate: false, chain: ['space-here'] }
const spaceThere = { ...space, id: 'space-there', chain: ['space-there'] }

const resource = <Spec extends object>(id: string, slug: string, spec: Spec, more: Partial<Resource<Spec>> = {}): Resource<Spec> => ({
  id,
  organizationId: 'o',
  projectId: 'here',
  kind: 'chart',
  slug,
  name: slug,
  description: null,
  space,
  dashboard: null,
  revision: 1,
  revisionId: `${id}-1`,
  spec,
  createdAt: at,
  createdBy: null,
  updatedAt: at,
  updatedBy: null,
  pin: null,
  views: 0,
  firstViewedAt: null,
  deletedAt: null,
  deletedBy: null,
  ...more,
})

const document = (metric = 'orders_total'): ChartDocument => ({
  tableName: 'orders',
  metricQuery: { exploreName: 'orders', dimensions: ['orders_status'], metrics: [metric], filters: {}, sorts: [], limit: 10, tableCalculations: [] },
  chartConfig: { type: 'table', config: {} },
  tableConfig: { columnOrder: [] },
})

const board = (...charts: (string | null)[]): DashboardDocument => ({
  tiles: charts.map((savedChartUuid, y) => ({ uuid: `tile-${y}`, type: 'saved_chart', x: 0, y, w: 9, h: 1, properties: { savedChartUuid } })),
  filters: { dimensions: [], metrics: [], tableCalculations: [] },
  tabs: [],
})

const project = { id: 'here', name: 'Staging' } as PromotionSides['source']
const sides = (part: Partial<PromotionSides>): PromotionSides => ({
  source: project,
  upstream: { ...project, id: 'there', name: 'Production' },
  dashboard: null,
  charts: [],
  sqlCharts: [],
  spaces: [],
  orphans: [],
  chartSlugs: new Map([
    ['a', 'a'],
    ['a-there', 'a'],
  ]),
  spaceSlugs: new Map(),
  ...part,
})

const orders = {
  name: 'orders',
  tables: { orders: { dimensions: { status: {}, 'place.city': {} }, metrics: { total: {} } } },
} as unknown as AnyExplore
const explores = new Map([['orders', orders]])
const there = { space: spaceThere, projectId: 'there' }
const chart = resource('a', 'a', document())
const chartThere = resource('a-there', 'a', document(), there)

describe('the plan of a promotion', () => {
  it('makes what is missing, changes what differs, leaves what is the same but for its ids', () => {
    const plan = (upstream: Resource<ChartDocument> | null) => planPromotion(sides({ charts: [{ source: chart, upstream }] }), explores)
    expect(plan(null).charts[0]?.action).toBe('create')
    expect(plan(chartThere).charts[0]?.action).toBe('no changes')
    expect(isUpToDate(plan(chartThere))).toBe(true)
    for (const other of [{ name: 'b' }, { description: 'b' }, { spec: document('orders_net') }, { space: { ...spaceThere, slug: 'marketing' } }]) {
      expect(plan({ ...chartThere, ...other }).charts[0]?.action).toBe('update')
    }
    expect(plan({ ...chartThere, description: '' }).charts[0]?.action).toBe('no changes')
  })

  it('compares the charts of tiles by slug', () => {
    const source = resource('d', 'd', board('a'), { kind: 'dashboard' })
    const plan = (...charts: (string | null)[]) =>
      planPromotion(sides({ dashboard: { source, upstream: resource('d-there', 'd', board(...charts), there) } }), explores).dashboards[0]
    expect(plan('a-there')).toMatchObject({ action: 'no changes', problems: [] })
    expect(plan(null)?.action).toBe('update')
    expect(plan('a-there', 'a-there')?.action).toBe('update')
    expect(plan('a-there')?.after).toMatchObject({ tiles: [{ properties: { chartSlug: 'a' } }] })
  })

  it('names what the explore upstream does not have', () => {
    const problems = (spec: ChartDocument, known = explores) =>
      planPromotion(sides({ charts: [{ source: resource('a', 'a', spec), upstream: null }] }), known).charts[0]?.problems
    expect(problems(document())).toEqual([])
    expect(problems(document('orders_net'))).toEqual([{ reason: 'field_missing', name: 'orders_net' }])
    expect(problems({ ...document(), metricQuery: { ...document().metricQuery, dimensions: ['orders_place__city'] } })).toEqual([])
    expect(problems(document(), new Map())).toEqual([{ reason: 'explore_missing', name: 'orders' }])
    const broken: AnyExplore = { name: 'orders', label: 'Orders', tags: [], errors: [] }
    expect(problems(document(), new Map([['orders', broken]]))).toEqual([{ reason: 'explore_broken', name: 'orders' }])
  })

  it('has another version when anything it is about changes, and the same one else', () => {
    const version = (source: Resource<ChartDocument>, upstream: Resource<ChartDocument> | null): string =>
      planPromotion(sides({ charts: [{ source, upstream }] }), explores).version
    const first = version(chart, chartThere)
    expect(version({ ...chart, views: 7 }, chartThere)).toBe(first)
    expect(new Set([first, version({ ...chart, name: 'b' }, chartThere), version(chart, null), version(chart, { ...chartThere, revisionId: 'x' })]).size).toBe(
      4,
    )
  })

  it('does not put a chart over one that lives elsewhere: both are named', () => {
    const inside = { ...chartThere, dashboard: { id: 'd', name: 'Board' } }
    expect(() => planPromotion(sides({ charts: [{ source: chart, upstream: inside }] }), explores)).toThrow(/"a".*inside a dashboard/)
  })
})

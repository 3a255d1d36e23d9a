import { chartKindOf, notebookGraph, notebookProblems, queryColumns, referencesOf, type DashboardTile } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoDocuments } from './testing/demo-documents.ts'
import { demoExplores, exploreNamed, fieldIdsOf } from './testing/demo-project.ts'

let explores: Map<string, Explore>
let content: Awaited<ReturnType<typeof demoDocuments>>
beforeAll(async () => {
  ;[explores, content] = await Promise.all([demoExplores(), demoDocuments()])
})

const tilesOverlap = (a: DashboardTile, b: DashboardTile): boolean =>
  (a.tabUuid ?? null) === (b.tabUuid ?? null) && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

describe('models of the demo', () => {
  it('compile without a warning, in two groups', () => {
    const inGroup = (group: string): string[] => [...explores.values()].filter(({ groupLabel }) => groupLabel === group).map(({ name }) => name)
    expect({ Flights: inGroup('Flights'), Shop: inGroup('Shop') }).toEqual({
      Flights: ['airports', 'flights'],
      Shop: ['customers', 'order_items', 'orders', 'payments', 'products', 'web_events'],
    })
  })

  it('have a metric and a dimension of every type', () => {
    const tables = [...explores.values()].flatMap((explore) => explore.tables[explore.baseTable] ?? [])
    const metrics = new Set(tables.flatMap((table) => Object.values(table.metrics).map(({ type }) => type)))
    const dimensions = new Set(tables.flatMap((table) => Object.values(table.dimensions).map(({ type }) => type)))
    expect([...dimensions].toSorted()).toEqual(['boolean', 'date', 'number', 'string', 'timestamp'])
    for (const type of [
      'average',
      'count',
      'count_distinct',
      'max',
      'min',
      'sum',
      'median',
      'percentile',
      'number',
      'string',
      'boolean',
      'date',
      'timestamp',
    ]) {
      expect(metrics).toContain(type)
    }
  })

  it('say of every join how rows meet', () => {
    for (const { name, joinedTables } of explores.values()) {
      for (const join of joinedTables) expect(join.relationship, `${name} → ${join.table}`).toBeDefined()
    }
  })

  it('list only fields that exist for the rows under a number', () => {
    for (const explore of explores.values()) {
      const known = fieldIdsOf(explore)
      for (const { table, name, showUnderlyingValues } of Object.values(explore.tables[explore.baseTable]?.metrics ?? {})) {
        for (const field of showUnderlyingValues ?? []) {
          const id = field.includes('.') ? field.replace('.', '_') : `${table}_${field}`
          expect(known, `${table}.${name} shows ${field}`).toContain(id)
        }
      }
    }
  })
})

describe('charts of the demo', () => {
  it('are eleven, of every kind', () => {
    expect(content.charts).toHaveLength(11)
    const kinds = content.charts.map(({ document }) => chartKindOf(document))
    for (const kind of ['vertical_bar', 'area', 'mixed', 'scatter', 'pie', 'funnel', 'big_number', 'table']) expect(kinds).toContain(kind)
  })

  it('ask only for fields of their explore', () => {
    for (const { slug, document } of content.charts) {
      const known = fieldIdsOf(exploreNamed(explores, document.tableName))
      expect(document.metricQuery.exploreName, slug).toBe(document.tableName)
      for (const field of referencesOf(document).fields) expect(known, `${slug} asks for ${field}`).toContain(field)
    }
  })

  it('order, pivot and draw only columns that they ask for', () => {
    for (const { slug, document } of content.charts) {
      const { dimensions, metrics, tableCalculations } = document.metricQuery
      const columns = [...dimensions, ...metrics, ...tableCalculations.map(({ name }) => name)]
      expect(document.tableConfig.columnOrder.toSorted(), slug).toEqual(columns.toSorted())
      for (const field of document.pivotConfig?.columns ?? []) expect(dimensions, slug).toContain(field)
      if (document.chartConfig.type !== 'cartesian') continue
      const { layout, eChartsConfig } = document.chartConfig.config ?? { layout: {}, eChartsConfig: {} }
      for (const field of [layout.xField, ...(layout.yField ?? [])]) expect(queryColumns(document.metricQuery), slug).toContain(field)
      for (const { encode } of eChartsConfig.series ?? []) expect(layout.yField, slug).toContain(encode.yRef.field)
    }
  })

  it('let people choose a parameter in one of them', () => {
    const choosing = content.charts.filter(({ document: { tableName, metricQuery } }) => {
      const metrics = Object.values(exploreNamed(explores, tableName).tables).flatMap((table) => Object.values(table.metrics))
      return metrics.some(({ table, name, parameterReferences = [] }) => metricQuery.metrics.includes(`${table}_${name}`) && parameterReferences.length > 0)
    })
    expect(choosing.map(({ slug }) => slug)).toEqual(['revenue-at-other-prices'])
  })

  it('lie in a space and have a slug of their own', () => {
    const slugs = [...content.charts, ...content.dashboards].map(({ slug }) => slug)
    expect(new Set(slugs).size).toBe(slugs.length)
    for (const { slug, space } of [...content.charts, ...content.dashboards]) expect(content.spaces, slug).toContain(space)
  })
})

describe('notebooks of the demo', () => {
  it('have nothing wrong in them, and apps that show what there is', () => {
    expect(content.notebooks.map(({ slug }) => slug)).toEqual(['category-desk'])
    for (const { slug, spaceSlug, document } of content.notebooks) {
      expect(content.spaces, slug).toContain(spaceSlug)
      expect(notebookProblems(document, notebookGraph(document)), slug).toEqual([])
      const ids = new Set(document.cells.map(({ id }) => id))
      for (const { cellId } of document.app.elements) expect(ids, slug).toContain(cellId)
      for (const cell of document.cells) {
        if (cell.kind !== 'explore') continue
        const known = fieldIdsOf(exploreNamed(explores, cell.exploreName))
        for (const field of [...cell.query.dimensions, ...cell.query.metrics]) expect(known, `${slug} asks for ${field}`).toContain(field)
      }
    }
  })
})

describe('dashboards of the demo', () => {
  it('show charts that exist, all of them between them', () => {
    const shown = content.dashboards.flatMap(({ document }) => referencesOf(document).charts)
    expect(shown.toSorted()).toEqual(content.charts.map(({ slug }) => slug).toSorted())
  })

  it('have tiles with ids of their own inside the grid, none over another, on tabs that exist', () => {
    for (const { slug, document } of content.dashboards) {
      const { tiles, tabs } = document
      expect(new Set(tiles.map(({ uuid }) => uuid)).size, slug).toBe(tiles.length)
      for (const [index, tile] of tiles.entries()) {
        expect(tile.x + tile.w, `${slug} ${tile.uuid}`).toBeLessThanOrEqual(36)
        if (tabs.length > 0) expect(tabs.map(({ uuid }) => uuid)).toContain(tile.tabUuid)
        expect(tiles.slice(index + 1).filter((other) => tilesOverlap(tile, other))).toEqual([])
      }
    }
  })

  it('filter by fields that exist, and except tiles that exist', () => {
    for (const { slug, document } of content.dashboards) {
      for (const { target, tileTargets } of document.filters.dimensions) {
        expect(fieldIdsOf(exploreNamed(explores, target.tableName)), slug).toContain(target.fieldId)
        for (const uuid of Object.keys(tileTargets ?? {})) expect(document.tiles.map((tile) => tile.uuid)).toContain(uuid)
      }
    }
  })
})

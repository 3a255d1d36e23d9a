import { ChartDocument } from '../../chart/chart-document.ts'
import { DashboardDocument } from '../../dashboard/dashboard-document.ts'
import { SqlChartDocument } from '../../sql-chart/sql-chart-document.ts'
import { dimensionOf } from '@atrium/semantic'
import type { ImportedFile } from '../import-plan.ts'
import { asList, asObject, asText, nameOf, type Plain } from '../plain.ts'
import type { Reading } from '../reading.ts'

const isIn = (folder: string, path: string): boolean => new RegExp(`(^|/)${folder}/`).test(path)

/** Reads a folder of charts and dashboards as code, as the command line of the format downloads them. */
export function readLightdash(files: readonly ImportedFile[], reading: Reading): void {
  const spaces = files.filter(({ path, value }) => asText(asObject(value)['spaceSlug']) !== undefined && (isIn('charts', path) || isIn('dashboards', path)))
  for (const { path, value } of spaces) addSpaces(asText(asObject(value)['spaceSlug']) ?? '', path, reading)
  for (const file of files) if (isIn('charts', file.path)) readChart(file, reading)
  for (const file of files) if (isIn('dashboards', file.path)) readDashboard(file, reading)
  for (const { path } of files)
    if (!isIn('charts', path) && !isIn('dashboards', path)) reading.skip('file', path, path, 'It is neither in the folder charts nor in dashboards.')
}

/** A space is known by its slug alone, the ones above it before a slash each. */
function addSpaces(slug: string, file: string, reading: Reading): void {
  const parts = slug.split('/').filter((part) => part !== '')
  for (const [index, part] of parts.entries()) {
    const sourceId = parts.slice(0, index + 1).join('/')
    if (reading.has('space', sourceId)) continue
    const words = part.replaceAll('-', ' ').trim()
    const name = nameOf(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`, 'Space')
    reading.add({ kind: 'space', sourceId, name, description: null, spaceId: index === 0 ? null : parts.slice(0, index).join('/'), file, notes: [] })
  }
}

const placeOf = (plain: Plain): string | null => {
  const slug = asText(plain['spaceSlug'])
  return slug === undefined
    ? null
    : slug
        .split('/')
        .filter((part) => part !== '')
        .join('/') || null
}

function readChart({ path: file, value }: ImportedFile, reading: Reading): void {
  const plain = asObject(value)
  const sourceId = asText(plain['slug'])
  const name = nameOf(plain['name'], file)
  if (sourceId === undefined) return reading.skip('chart', name, file, 'It has no slug, by which it would be known.')
  const item = { sourceId, name, description: asText(plain['description']) ?? null, spaceId: placeOf(plain), file, notes: [] as string[] }
  if (asText(plain['sql']) !== undefined) {
    const read = SqlChartDocument.safeParse({ sql: plain['sql'], limit: plain['limit'], config: plain['config'] ?? { type: 'table' } })
    return read.success ? reading.add({ ...item, kind: 'sql_chart', document: read.data }) : reading.skip('chart', name, file, firstOf(read.error))
  }
  const read = ChartDocument.safeParse(plain)
  if (!read.success) return reading.skip('chart', name, file, firstOf(read.error))
  const explore = reading.exploreOf({ schema: null, name: read.data.tableName })
  if (explore === null) return reading.skip('chart', name, file, `There is no explore ${read.data.tableName}. Choose another one, or add it to the models.`)
  const document = { ...read.data, tableName: explore.name, metricQuery: { ...read.data.metricQuery, exploreName: explore.name } }
  const own = new Set([...(document.metricQuery.customDimensions ?? []).map(({ id }) => id), ...document.metricQuery.tableCalculations.map((one) => one.name)])
  const gone = document.metricQuery.dimensions.filter((id) => !own.has(id) && dimensionOf(explore, id) === undefined)
  const notes = gone.map((id) => `The explore ${explore.name} has no field ${id}: the chart says so when it is opened.`)
  return reading.add({ ...item, kind: 'chart', document, notes })
}

/** What is wrong with a document, where first. */
function firstOf({ issues }: { issues: readonly { path: PropertyKey[]; message: string }[] }): string {
  const [issue] = issues
  return issue === undefined ? 'It does not fit.' : `${issue.path.join('.')}: ${issue.message}`
}

function readDashboard({ path: file, value }: ImportedFile, reading: Reading): void {
  const plain = asObject(value)
  const sourceId = asText(plain['slug'])
  const name = nameOf(plain['name'], file)
  if (sourceId === undefined) return reading.skip('dashboard', name, file, 'It has no slug, by which it would be known.')
  const notes: string[] = []
  const tiles = asList(plain['tiles']).flatMap((tile, index) => tileOf(asObject(tile), `${sourceId}-${index}`, reading, notes) ?? [])
  const read = DashboardDocument.safeParse({ tiles, tabs: plain['tabs'] ?? [], filters: withIds(plain['filters']) })
  if (!read.success) return reading.skip('dashboard', name, file, firstOf(read.error))
  return reading.add({
    kind: 'dashboard',
    sourceId,
    name,
    description: asText(plain['description']) ?? null,
    spaceId: placeOf(plain),
    file,
    document: read.data,
    notes,
  })
}

function tileOf(tile: Plain, otherwise: string, reading: Reading, notes: string[]): unknown {
  const properties = asObject(tile['properties'])
  const uuid = asText(tile['uuid']) ?? asText(tile['tileSlug']) ?? otherwise
  if (tile['type'] === 'markdown' || tile['type'] === 'loom') return { ...tile, uuid }
  const slug = asText(properties['chartSlug'])
  const chart = slug === undefined ? undefined : reading.chart(slug)
  if (chart === undefined) {
    notes.push(`A tile was left out: its chart ${slug ?? ''} is not in the export, or could not be taken over.`)
    return null
  }
  const { title, hideTitle } = properties
  const shown = { ...(typeof title === 'string' ? { title } : {}), ...(typeof hideTitle === 'boolean' ? { hideTitle } : {}) }
  return chart.kind === 'chart'
    ? { ...tile, uuid, type: 'saved_chart', properties: { ...shown, savedChartUuid: chart.sourceId } }
    : { ...tile, uuid, type: 'sql_chart', properties: { ...shown, savedSqlUuid: chart.sourceId } }
}

/** Filters are written without ids there; tiles that they leave alone by the slug of the tile, which is its id here. */
function withIds(filters: unknown): unknown {
  const plain = asObject(filters)
  const rules = (key: string): unknown[] => asList(plain[key]).map((one, index) => ({ id: `${key}-${index}`, ...asObject(one) }))
  return { dimensions: rules('dimensions'), metrics: rules('metrics'), tableCalculations: rules('tableCalculations') }
}

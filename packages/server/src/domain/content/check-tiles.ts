import { dashboardWithoutChartFacts, referencesOf, type DashboardDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { AppError, type FieldProblem } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import { chartIdsOf, visibleCharts, visibleSqlCharts } from './as-seen.ts'
import { dashboardKind } from './content-kinds.ts'

type Place = { projectId: string; /** Null for a dashboard that is only being made. */ dashboardId: string | null }

/**
 * A dashboard's content from outside: tiles without an id get one, and every chart that was not on it before must be
 * one of this project that the caller may see and that does not live inside another dashboard; SQL charts likewise. What clients send along of the
 * charts is not kept: names are told anew to each who may see the chart. Throws
 * `invalid` naming the tiles.
 */
export async function parseDashboard(ctx: Ctx, input: unknown, place: Place, before?: DashboardDocument): Promise<DashboardDocument> {
  const document = dashboardWithoutChartFacts(parseSpec(dashboardKind, withTileIds(input)))
  const known = new Set(before === undefined ? [] : chartIdsOf(before))
  const wanted = chartIdsOf(document).filter((id) => !known.has(id))
  const charts = new Map((await visibleCharts(ctx, place.projectId, wanted)).map((chart) => [chart.id, chart]))
  const fields: FieldProblem[] = []
  for (const [index, tile] of document.tiles.entries()) {
    const id = tile.type === 'saved_chart' ? tile.properties.savedChartUuid : null
    if (typeof id !== 'string' || known.has(id)) continue
    const chart = charts.get(id)
    const path = `tiles.${index}.properties.savedChartUuid`
    if (chart === undefined) fields.push({ path, value: id, message: `Tile ${tile.uuid}: the chart ${id} does not exist in this project` })
    else if (chart.dashboard !== null && chart.dashboard.id !== place.dashboardId) {
      fields.push({ path, value: id, message: `Tile ${tile.uuid}: the chart "${chart.name}" lives inside another dashboard` })
    }
  }
  fields.push(...(await unknownSqlCharts(ctx, document, place, before)))
  if (fields.length > 0) throw new AppError('invalid', fields[0]?.message ?? '', { reason: 'tile_chart', fields })
  return document
}

async function unknownSqlCharts(ctx: Ctx, document: DashboardDocument, { projectId }: Place, before?: DashboardDocument): Promise<FieldProblem[]> {
  const known = new Set(before === undefined ? [] : referencesOf(before).sqlCharts)
  const wanted = referencesOf(document).sqlCharts.filter((id) => !known.has(id))
  for (const { id } of await visibleSqlCharts(ctx, projectId, wanted)) known.add(id)
  return document.tiles.flatMap((tile, index) => {
    const id = tile.type === 'sql_chart' ? tile.properties.savedSqlUuid : null
    if (id === null || known.has(id)) return []
    const message = `Tile ${tile.uuid}: the SQL chart ${id} does not exist in this project`
    return [{ path: `tiles.${index}.properties.savedSqlUuid`, value: id, message }]
  })
}

function withTileIds(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('tiles' in input) || !Array.isArray(input.tiles)) return input
  const tiles: unknown[] = input.tiles
  return {
    ...input,
    tiles: tiles.map((tile) =>
      typeof tile === 'object' && tile !== null && (!('uuid' in tile) || tile.uuid === undefined) ? { ...tile, uuid: newId() } : tile,
    ),
  }
}

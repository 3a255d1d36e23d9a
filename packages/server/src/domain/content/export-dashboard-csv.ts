import { writeZip } from '@atrium/semantic'
import { aggregateOf, parameterValuesOf, type DashboardDocument, type DashboardFilters, type DashboardTile } from '@atrium/documents'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readOperation } from '../../access/operation.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { CsvFileCtx, WrittenCsv } from '../explore/csv-file.ts'
import { writeCsvFile } from '../explore/csv-file.ts'
import { csvFileName } from '../explore/csv-file-name.ts'
import { queryProject } from '../explore/explore-target.ts'
import { askedName, keepDownload } from '../explore/keep-download.ts'
import { writeSqlCsv } from '../explore/sql-runner/export-sql-csv.ts'
import { visibleCharts, visibleSqlCharts } from './as-seen.ts'
import type { ContentCtx } from './content-ctx.ts'
import { dashboardKind } from './content-kinds.ts'
import { contentTarget, requireAction, targetOf, type ContentKey, type ContentTarget } from './content-target.ts'
import { prepareChart, type RunChart } from './prepare-chart.ts'

export type ExportDashboardCtx = ContentCtx & CsvFileCtx

export type ExportDashboardCsv = ContentKey & {
  /** As the dashboard is looked at; its own filters when absent. */
  filters?: DashboardFilters
  granularity?: NonNullable<RunChart['granularity']>
}

export type DashboardCsv = {
  projectId: string
  secret: string
  fileName: string
  files: { tileUuid: string; name: string; rowCount: number; truncated: boolean }[]
  /** Tiles whose numbers are not in it, and why. */
  leftOut: { tileUuid: string; because: string }[]
}

/** Bytes of all files together: an archive is made in memory. */
const mostBytes = 48 * 1024 * 1024

/**
 * A CSV file for each chart of a dashboard that the caller may see, in one archive. A tile that fails is named with the
 * reason, and the others are there; `invalid` when there is not one.
 */
export const exportDashboardCsv = readOperation<ExportDashboardCtx, ExportDashboardCsv, ContentTarget<DashboardDocument>, DashboardCsv>({
  name: 'dashboards.export_csv',
  action: 'dashboard.view',
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, input, target) {
    requireAction(ctx, 'csv.export', target)
    const { resource } = target
    const packed: { path: string; bytes: Uint8Array }[] = []
    const files: DashboardCsv['files'] = []
    const leftOut: DashboardCsv['leftOut'] = []
    let bytes = 0
    for (const tile of resource.spec.tiles) {
      if (tile.type !== 'saved_chart' && tile.type !== 'sql_chart') continue
      try {
        const { name, file } = await tileCsv(ctx, tile, input, target)
        const content = await readFile(file.path)
        await rm(file.path, { force: true })
        bytes += content.length
        if (bytes > mostBytes) throw new AppError('limit_exceeded', 'The files are too large together. Download this chart by itself.')
        const fileName = freeName(csvFileName(name, new Date(ctx.clock.now())), packed)
        packed.push({ path: fileName, bytes: content })
        files.push({ tileUuid: tile.uuid, name: fileName, rowCount: file.rowCount, truncated: file.truncated })
      } catch (error) {
        if (!isAppError(error) || error.code === 'cancelled') throw error
        leftOut.push({ tileUuid: tile.uuid, because: error.message })
      }
    }
    if (files.length === 0) {
      const [first] = leftOut
      throw new AppError('invalid', `There is nothing to download: ${first === undefined ? 'the dashboard shows no charts' : first.because}`, {
        reason: 'no_files',
      })
    }
    const fileName = csvFileName(resource.name, new Date(ctx.clock.now())).replace(/\.csv$/, '.zip')
    const final = path.join(ctx.exportFolder, `${askedName()}.zip`)
    const partial = final.replace(/\.zip$/, '.partial.zip')
    try {
      await writeFile(partial, writeZip(packed), { mode: 0o600 })
      await rename(partial, final)
    } finally {
      await rm(partial, { force: true })
    }
    const secret = await keepDownload(ctx, { runId: null, projectId: resource.projectId, path: final, fileName, contentType: 'application/zip' })
    return { projectId: resource.projectId, secret, fileName, files, leftOut }
  },
})

type ChartTile = Extract<DashboardTile, { type: 'saved_chart' | 'sql_chart' }>

const gone = (): AppError => new AppError('not_found', 'The chart does not exist any more, or you may not see it', { reason: 'chart_missing' })

async function tileCsv(
  ctx: ExportDashboardCtx,
  tile: ChartTile,
  { filters, granularity }: ExportDashboardCsv,
  { resource: dashboard }: ContentTarget<DashboardDocument>,
): Promise<{ name: string; file: WrittenCsv }> {
  if (tile.type === 'sql_chart') return sqlTileCsv(ctx, tile, dashboard.projectId)
  const [chart] = await visibleCharts(ctx, dashboard.projectId, [tile.properties.savedChartUuid ?? ''])
  if (chart === undefined) throw gone()
  const parameters = parameterValuesOf(dashboard.spec.parameters)
  const {
    chart: { spec },
    explore,
    query,
  } = await prepareChart(
    ctx,
    {
      idOrSlug: chart.id,
      onDashboard: { tileUuid: tile.uuid, filters: filters ?? dashboard.spec.filters, sorts: [] },
      ...(granularity === undefined ? {} : { granularity }),
      parameters,
    },
    targetOf(chart),
  )
  const cap = Math.floor(ctx.limits.csvCells / Math.max(1, query.dimensions.length + query.metrics.length + query.tableCalculations.length))
  const file = await writeCsvFile(ctx, {
    explore,
    query,
    layout: {
      onlyRaw: false,
      showTableNames: false,
      columnOrder: spec.tableConfig.columnOrder,
      ...(spec.pivotConfig === undefined ? {} : { pivotColumns: spec.pivotConfig.columns }),
    },
    project: queryProject(await ctx.projects.project(dashboard.projectId), await ctx.projects.model(dashboard.projectId)),
    source: 'csv',
    sourceId: chart.id,
    maxRows: Math.min(query.limit, cap),
    name: askedName(),
    onProgress: () => Promise.resolve(),
  })
  return { name: nameOf(tile, chart.name), file: { ...file, truncated: file.truncated && query.limit > cap } }
}

async function sqlTileCsv(
  ctx: ExportDashboardCtx,
  tile: Extract<DashboardTile, { type: 'sql_chart' }>,
  projectId: string,
): Promise<{ name: string; file: WrittenCsv }> {
  const [chart] = await visibleSqlCharts(ctx, projectId, [tile.properties.savedSqlUuid ?? ''])
  if (chart === undefined) throw gone()
  const { sql, limit, config } = chart.spec
  const aggregate = aggregateOf(config)
  const project = await ctx.projects.project(projectId)
  const file = await writeSqlCsv(ctx, { project }, { sql, limit, source: 'csv', sourceId: chart.id, ...(aggregate === null ? {} : { aggregate }) })
  return { name: nameOf(tile, chart.name), file }
}

const nameOf = ({ properties }: ChartTile, chart: string): string => (properties.title === undefined || properties.title === '' ? chart : properties.title)

/** Two tiles may be called the same. */
const freeName = (name: string, packed: readonly { path: string }[]): string =>
  packed.some((file) => file.path === name) ? name.replace(/\.csv$/, `-${newId().slice(0, 8)}.csv`) : name

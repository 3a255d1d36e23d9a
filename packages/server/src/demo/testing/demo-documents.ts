import { ChartDocument, DashboardDocument, type NotebookFile } from '@atrium/documents'
import { readDemoContent } from '../read-demo.ts'
import { demoFolder } from './demo-project.ts'

type Named<Document> = { slug: string; space: string; document: Document }

/** The demo's charts, dashboards and notebooks, read as strictly as the server reads them; tiles have the slug of their chart as its id. */
export async function demoDocuments(): Promise<{
  spaces: string[]
  charts: Named<ChartDocument>[]
  dashboards: Named<DashboardDocument>[]
  notebooks: NotebookFile[]
}> {
  const { spaces, charts, dashboards, notebooks } = await readDemoContent(demoFolder)
  return {
    spaces: spaces.map(({ slug }) => slug),
    charts: charts.map(({ slug, space, document }) => ({ slug, space, document: ChartDocument.parse(document) })),
    dashboards: dashboards.map(({ slug, space, document }) => ({ slug, space, document: DashboardDocument.parse(withSlugs(document)) })),
    notebooks,
  }
}

type Tile = { properties: { chartSlug?: string } }

function withSlugs(document: Record<string, unknown>): unknown {
  const tiles = document['tiles'] as Tile[]
  return { ...document, tiles: tiles.map((tile) => ({ ...tile, properties: { savedChartUuid: tile.properties.chartSlug ?? null, ...tile.properties } })) }
}

import { endpointName, endpointNameRule } from '../endpoint/endpoint-document.ts'
import { endpointFileShape, type EndpointFileDocument } from './endpoint-file.ts'
import { z } from 'zod'
import { type NotebookFile, notebookFileSchema } from '../notebook/file/notebook-file.ts'
import { type ChartDocument, chartShape } from '../chart/chart-document.ts'
import { type DashboardDocument, dashboardShape } from '../dashboard/dashboard-document.ts'
import { type SqlChartDocument, sqlChartShape } from '../sql-chart/sql-chart-document.ts'
import { fileHead, fileSlug, formatVersion } from './file-head.ts'

/** Kinds of content that are written as files, in the order in which one needs the other. */
export const contentKinds = ['space', 'sql_chart', 'chart', 'dashboard', 'endpoint', 'notebook'] as const
export type ContentKind = (typeof contentKinds)[number]

type Head = { slug: string; name: string; /** Null: none. */ description: string | null }

/** A space: where it is, and whether it has the access of the one it is in. Who is named in it is no part of the file. */
export type SpaceFile = Head & {
  kind: 'space'
  /** Null: at the top. */
  parentSlug: string | null
  inheritsAccess: boolean
  /** Absent where access is inherited; for a space that is there, absent means: as it is. */
  isPrivate?: boolean
}
export type ChartFile = Head & { kind: 'chart'; place: ChartPlace; document: ChartDocument }
/** A chart is in a space, or lives inside a dashboard. */
export type ChartPlace = { spaceSlug: string } | { dashboardSlug: string }
export type SqlChartFile = Head & { kind: 'sql_chart'; spaceSlug: string; document: SqlChartDocument }
/** Tiles have the slug of their chart where documents have its id. */
export type DashboardFile = Head & { kind: 'dashboard'; spaceSlug: string; document: DashboardDocument }

/** What an endpoint asks and how; the names of its versions, and what older ones asked, are no part of the file. Its slug is its name. */
export type EndpointFile = Head & {
  kind: 'endpoint'
  /** Null: where it is; of a new one the first space that takes it. */
  spaceSlug: string | null
  document: EndpointFileDocument
}

/** One piece of content as a file says it: identified by kind and slug, pointing at other content by slug. */
export type ContentFile = SpaceFile | ChartFile | SqlChartFile | DashboardFile | EndpointFile | NotebookFile

const last = { version: z.literal(formatVersion) }

/** What each kind of file may say, in the order in which it is written. Whatever else stands there is refused. */
export const fileSchemas = {
  space: z.object({
    kind: z.literal('space'),
    ...fileHead,
    parentSlug: fileSlug.optional(),
    inheritsAccess: z.boolean().optional(),
    isPrivate: z.boolean().optional(),
    ...last,
  }),
  chart: z.object({ kind: z.literal('chart'), ...fileHead, spaceSlug: fileSlug.optional(), dashboardSlug: fileSlug.optional(), ...chartShape, ...last }),
  sql_chart: z.object({ kind: z.literal('sql_chart'), ...fileHead, spaceSlug: fileSlug, ...sqlChartShape, ...last }),
  dashboard: z.object({ kind: z.literal('dashboard'), ...fileHead, spaceSlug: fileSlug, ...dashboardShape, ...last }),
  endpoint: z.object({
    kind: z.literal('endpoint'),
    name: z.string().regex(endpointName, endpointNameRule),
    description: fileHead.description,
    spaceSlug: fileSlug.optional(),
    ...endpointFileShape,
    ...last,
  }),
  notebook: notebookFileSchema,
} as const satisfies Record<ContentKind, z.ZodObject>

export const isContentKind = (text: unknown): text is ContentKind => contentKinds.some((kind) => kind === text)

/** Folder of each kind, below the folder of all content. */
const folders: Readonly<Record<ContentKind, string>> = {
  space: 'spaces',
  sql_chart: 'sql-charts',
  chart: 'charts',
  dashboard: 'dashboards',
  endpoint: 'endpoints',
  notebook: 'notebooks',
}

/** Where a piece of content is written when no file holds it yet. */
export const contentFilePath = ({ kind, slug: of }: { kind: ContentKind; slug: string }): string => `${folders[kind]}/${of}.yml`

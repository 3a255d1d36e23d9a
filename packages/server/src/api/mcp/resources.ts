import { fieldIdOf, type Explore } from '@atrium/semantic'
import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/server'
import { perform } from '../../access/operation.ts'
import { exportContent, type ExportedFile } from '../../domain/content-files/export-content.ts'
import { listDashboards } from '../../domain/content/list-dashboards.ts'
import { getExplore } from '../../domain/explore/get-explore.ts'
import { listExplores } from '../../domain/explore/list-explores.ts'
import { AppError } from '../../platform/errors.ts'
import type { McpCtx } from './tool.ts'
import { projectOf } from './wire/project.ts'

/** Of each kind, in a list; all others can be read by their address. */
const listed = 100
/** Characters of one document. */
const maxText = 100_000

const one = (value: string | string[] | undefined): string => decodeURIComponent([value].flat()[0] ?? '')
const uriOf = (project: number, room: string, name: string): string => `atrium://projects/${project}/${room}/${encodeURIComponent(name)}`
const document = (uri: URL, mimeType: string, text: string) => ({
  contents: [{ uri: uri.href, mimeType, text: text.length > maxText ? `${text.slice(0, maxText)}\n… cut: the document has ${text.length} characters.` : text }],
})

/** Explores, dashboards and charts as documents to read. Lists name those of the default project. */
export function addResources(server: McpServer, ctx: McpCtx): void {
  server.registerResource(
    'explore',
    new ResourceTemplate('atrium://projects/{project}/explores/{name}', {
      async list() {
        const { id: projectId, number } = await projectOf(ctx, undefined)
        const explores = await perform(listExplores, ctx, { projectId, filtered: true })
        const shown = explores.filter((explore) => !('errors' in explore)).slice(0, listed)
        return { resources: shown.map(({ name, label }) => ({ uri: uriOf(number, 'explores', name), name: label, mimeType: 'text/markdown' })) }
      },
    }),
    { title: 'Explore', description: 'Metrics and dimensions that can be asked together', mimeType: 'text/markdown' },
    async (uri, { project, name }) => {
      const { id: projectId } = await projectOf(ctx, one(project))
      return document(uri, 'text/markdown', exploreText(await perform(getExplore, ctx, { projectId, exploreName: one(name) })))
    },
  )
  server.registerResource(
    'dashboard',
    new ResourceTemplate('atrium://projects/{project}/dashboards/{slug}', {
      async list() {
        const { id: projectId, number } = await projectOf(ctx, undefined)
        const dashboards = await perform(listDashboards, ctx, { projectId })
        return {
          resources: dashboards.slice(0, listed).map(({ slug, name }) => ({ uri: uriOf(number, 'dashboards', slug), name, mimeType: 'application/yaml' })),
        }
      },
    }),
    { title: 'Dashboard', description: 'A dashboard as its file of text', mimeType: 'application/yaml' },
    async (uri, { project, slug }) => document(uri, 'application/yaml', await contentText(ctx, one(project), 'dashboard', one(slug))),
  )
  server.registerResource(
    'chart',
    new ResourceTemplate('atrium://projects/{project}/charts/{slug}', { list: undefined }),
    { title: 'Chart', description: 'A saved chart as its file of text', mimeType: 'application/yaml' },
    async (uri, { project, slug }) => document(uri, 'application/yaml', await contentText(ctx, one(project), 'chart', one(slug))),
  )
}

async function contentText(ctx: McpCtx, project: string, kind: ExportedFile['kind'], slug: string): Promise<string> {
  const { id: projectId } = await projectOf(ctx, project)
  const [file] = await perform(exportContent, ctx, { projectId, kind, slug })
  if (file === undefined) throw new AppError('not_found', `There is no ${kind} "${slug}" that you may see.`, { reason: `${kind}_missing` })
  return file.text
}

function exploreText({ name, label, baseTable, tables }: Explore): string {
  const about = tables[baseTable]?.description
  const sections = Object.values(tables).flatMap((table) => {
    const lines = (kind: string, fields: readonly Explore['tables'][string]['metrics' | 'dimensions'][string][]): string[] => {
      const shown = fields.filter(({ hidden, renamedTo }) => !hidden && renamedTo === undefined)
      return shown.length === 0
        ? []
        : [
            `### ${kind}`,
            ...shown.map(
              (field) =>
                `- \`${fieldIdOf(field.table, field.name)}\` ${field.label} (${field.type})${field.description === undefined ? '' : `: ${field.description}`}`,
            ),
          ]
    }
    return [`## ${table.label}`, ...lines('Metrics', Object.values(table.metrics)), ...lines('Dimensions', Object.values(table.dimensions))]
  })
  return [`# ${label} (\`${name}\`)`, ...(about === undefined ? [] : [about]), ...sections].join('\n')
}

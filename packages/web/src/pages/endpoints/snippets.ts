import type { VariableType } from '@atrium/documents'

export const snippetLanguages = ['curl', 'typescript', 'javascript', 'python', 'sql', 'mcp', 'graphql'] as const
/** How an endpoint is called from elsewhere. */
export type Snippet = { language: (typeof snippetLanguages)[number]; text: string }

type Variable = { name: string; type: VariableType; value: unknown }
/** An endpoint, its newest version first. */
type Called = {
  name: string
  runUrl: string
  projectNumber: number
  versions: readonly { query: { kind: 'sql' | 'metric' | 'insight'; text: string; exploreName: string | null; variables: readonly Variable[] } }[]
}

/** Where the module is that calls all endpoints of the project. */
export const clientUrlOf = ({ runUrl }: Pick<Called, 'runUrl'>): string => runUrl.replace(/\/[^/]+\/run$/, '/client.ts')

const sampleOf = ({ type, value }: Variable): unknown => {
  if (value !== null && value !== undefined) return value
  switch (type) {
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'date':
      return '2026-01-31'
    case 'list':
      return ['a', 'b']
    case 'string':
      return 'a'
  }
}

/** A text for a shell between single quotes. */
const shellText = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
const indented = (value: unknown): string => JSON.stringify(value, null, 2)

/** A value in SQL. */
function sqlText(value: unknown): string {
  if (Array.isArray(value)) return value.map(sqlText).join(', ')
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
}

/** Calls with a value for each variable. The token of whoever calls stands in `ATRIUM_TOKEN`. */
export function snippetsOf(endpoint: Called): Snippet[] {
  const query = endpoint.versions[0]?.query
  const values = Object.fromEntries((query?.variables ?? []).map((variable) => [variable.name, sampleOf(variable)]))
  return [
    { language: 'curl', text: curlOf(endpoint.runUrl, JSON.stringify({ variables: values })) },
    { language: 'typescript', text: typescriptOf(endpoint, values) },
    { language: 'javascript', text: javascriptOf(endpoint, values, query?.kind === 'insight') },
    { language: 'python', text: pythonOf(endpoint, values, query?.kind === 'insight') },
    ...(query?.kind === 'sql' ? [{ language: 'sql' as const, text: withValues(query.text, values) }] : []),
    { language: 'mcp', text: indented({ method: 'tools/call', params: { name: 'run_endpoint', arguments: toolArguments(endpoint, values) } }) },
    { language: 'graphql', text: graphqlOf(endpoint, values) },
  ]
}

type Values = Readonly<Record<string, unknown>>

const curlOf = (url: string, body: string): string =>
  [`curl ${shellText(url)} \\`, `  -H "Authorization: Bearer $ATRIUM_TOKEN" \\`, `  -H 'Content-Type: application/json' \\`, `  -d ${shellText(body)}`].join(
    '\n',
  )

const typescriptOf = (endpoint: Called, values: Values): string => `// curl -H "Authorization: Bearer $ATRIUM_TOKEN" ${clientUrlOf(endpoint)} -o atrium.ts
import { env } from 'node:process'
import { createClient } from './atrium.ts'

const atrium = createClient({ token: env.ATRIUM_TOKEN ?? '' })
const { rows } = await atrium[${JSON.stringify(endpoint.name)}](${Object.keys(values).length === 0 ? '' : indented(values)})
console.log(rows)`

const javascriptOf = ({ runUrl }: Called, variables: Values, isInsight: boolean): string => `import { env } from 'node:process'

const response = await fetch(${JSON.stringify(runUrl)}, {
  method: 'POST',
  headers: { authorization: \`Bearer \${env.ATRIUM_TOKEN}\`, 'content-type': 'application/json' },
  body: JSON.stringify(${indented({ variables }).replaceAll('\n', '\n  ')}),
})
${isInsight ? 'const { results } = await response.json()\nconsole.log(results)' : 'const { columns, results } = await response.json()\nconsole.log(columns, results)'}`

const pythonOf = ({ runUrl }: Called, variables: Values, isInsight: boolean): string => `import json, os, urllib.request

request = urllib.request.Request(
    ${JSON.stringify(runUrl)},
    data=json.dumps(json.loads(${JSON.stringify(JSON.stringify({ variables }))})).encode(),
    headers={"Authorization": f"Bearer {os.environ['ATRIUM_TOKEN']}", "Content-Type": "application/json"},
)
answer = json.load(urllib.request.urlopen(request))
print(${isInsight ? '' : 'answer["columns"], '}answer["results"])`

const withValues = (sql: string, values: Values): string => sql.replaceAll(/\{\s*variables\.([A-Za-z_]\w*)\s*\}/g, (_, name: string) => sqlText(values[name]))

const toolArguments = ({ name, projectNumber }: Called, variables: Values): object => ({ project: String(projectNumber), name, variables })

function graphqlOf({ name, projectNumber, runUrl }: Called, variables: Values): string {
  const query = `query ($project: ID!, $variables: JSON) {
  runEndpoint(projectId: $project, name: ${JSON.stringify(name)}, variables: $variables) {
    rows
    truncated
  }
}`
  return curlOf(`${new URL(runUrl).origin}/api/graphql`, indented({ query, variables: { project: String(projectNumber), variables } }))
}

/** What all functions of a client share, as source. */
export const clientRuntime = (siteUrl: string, projectNumber: number): string => `export type ClientOptions = {
  /** A personal access token, or that of a service account. */
  token: string
  /** Where the server is; absent: where this file came from. */
  baseUrl?: string
  fetch?: typeof fetch
}

export type RunOptions = {
  /** A number, or the name of a version. */
  version?: number | string
  /** \`force\` reads anew what is kept. */
  refresh?: 'cache' | 'force'
  limit?: number
  offset?: number
  signal?: AbortSignal
}

export type Answer<Row> = {
  /** Numbers of which digits would be lost come as text. */
  rows: Row[]
  columns: string[]
  hasMore: boolean
  isCached: boolean
  /** When the data was read, ISO 8601. */
  lastRefresh: string
  version: number
  /** That this version will go: until when it can be called, if that is known. Null: it stays. */
  deprecation: { sunset: string | null } | null
}

/** A refusal, with what is wrong and, of a request, where. */
export class EndpointError extends Error {
  readonly status: number
  readonly code: string
  readonly attr: string | null
  constructor(status: number, code: string, message: string, attr: string | null) {
    super(message)
    this.name = 'EndpointError'
    this.status = status
    this.code = code
    this.attr = attr
  }
}

type Body = {
  results?: unknown[][]
  columns?: string[]
  hasMore?: boolean
  is_cached?: boolean
  last_refresh?: string
  endpoint_version?: number
  detail?: string
  error?: string
  code?: string
  attr?: string | null
}

async function call<Row>(options: ClientOptions, name: string, variables: object, { signal, ...run }: RunOptions): Promise<Answer<Row>> {
  const url = \`\${options.baseUrl ?? ${JSON.stringify(siteUrl)}}/api/projects/${projectNumber}/endpoints/\${name}/run\`
  const response = await (options.fetch ?? fetch)(url, {
    method: 'POST',
    headers: { authorization: \`Bearer \${options.token}\`, 'content-type': 'application/json' },
    body: JSON.stringify({ variables, ...run }),
    ...(signal === undefined ? {} : { signal }),
  })
  const body = (await response.json().catch(() => ({}))) as Body
  if (!response.ok) {
    const message = body.detail ?? body.error ?? \`The server answered \${response.status}.\`
    throw new EndpointError(response.status, body.code ?? 'error', message, body.attr ?? null)
  }
  const { results = [], columns } = body
  return {
    rows: columns === undefined ? (results as Row[]) : results.map((cells) => Object.fromEntries(columns.map((column, place) => [column, cells[place]])) as Row),
    columns: columns ?? [],
    hasMore: body.hasMore ?? false,
    isCached: body.is_cached ?? false,
    lastRefresh: body.last_refresh ?? '',
    version: body.endpoint_version ?? 0,
    deprecation: response.headers.has('deprecation') ? { sunset: response.headers.get('sunset') } : null,
  }
}
`

import { queryOptions } from '@tanstack/react-query'

export type JsonSchema = { [key: string]: unknown }

/** The part of an OpenAPI document that the pages show. */
export type OpenApiDocument = {
  paths: Record<string, Record<string, OpenApiOperation>>
}

export type OpenApiOperation = {
  operationId: string
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: 'path' | 'query'; required?: boolean; schema?: JsonSchema }[]
  requestBody?: { required?: boolean; content: Record<string, { schema?: JsonSchema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema?: JsonSchema }> }>
}

/** What this server says of its own operations. It changes with the server only. */
export const openApiQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: async ({ signal }): Promise<OpenApiDocument> => {
    const response = await fetch('/api/openapi.json', { signal })
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`)
    return (await response.json()) as OpenApiDocument
  },
  staleTime: Infinity,
})

export type ApiCallAnswer = { status: number; headers: [string, string][]; text: string; ms: number }

/** Calls an address of this server as whoever is signed in, or as whoever the token is of, and shows the answer as it came. */
export async function callApi(
  method: string,
  path: string,
  { body, token, signal }: { body: string | null; token: string | null; signal: AbortSignal },
): Promise<ApiCallAnswer> {
  const started = performance.now()
  const response = await fetch(path, {
    method,
    credentials: token === null ? 'same-origin' : 'omit',
    signal,
    headers: {
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === null ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, headers: [...response.headers], text, ms: performance.now() - started }
}

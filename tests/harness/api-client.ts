export type ApiAnswer = { status: number; headers: Headers; body: unknown }

export type ApiClient = {
  url: string
  get(path: string): Promise<ApiAnswer>
  post(path: string, body?: unknown): Promise<ApiAnswer>
  put(path: string, body?: unknown): Promise<ApiAnswer>
  patch(path: string, body?: unknown): Promise<ApiAnswer>
  delete(path: string, body?: unknown): Promise<ApiAnswer>
  call(method: string, path: string, body?: unknown, more?: Record<string, string>): Promise<ApiAnswer>
  /** `results` of a good answer; throws with the whole answer otherwise. */
  results<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>
}

/** A small HTTP client with fixed credentials: what a program that calls Atrium would write. */
export function apiClient(url: string, headers: Record<string, string>): ApiClient {
  const call = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<ApiAnswer> => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
      // Events have no end: that they begin is the answer.
      await response.body?.cancel()
      return { status: response.status, headers: response.headers, body: '' }
    }
    const text = await response.text()
    // Lines of JSON are no JSON.
    const isJson = /^application\/(?:[\w.-]+\+)?json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text }
  }
  return {
    url,
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path, body) => call('DELETE', path, body),
    results: async <T>(method: string, path: string, body?: unknown) => {
      const answer = await call(method, path, body)
      if (answer.status >= 300) throw new Error(`${method} ${path} → ${answer.status} ${JSON.stringify(answer.body)}`)
      return (answer.body as { results: T }).results
    },
  }
}

export const withToken = (url: string, token: string): ApiClient => apiClient(url, { authorization: `ApiKey ${token}` })

/** Signs in with a password; the client carries the session cookie. */
export async function signIn(url: string, email: string, password: string): Promise<ApiClient> {
  const response = await fetch(`${url}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (response.status !== 200) throw new Error(`sign-in failed: ${response.status} ${await response.text()}`)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return apiClient(url, { cookie })
}

/** What the server (or the network) answered instead of results. `statusCode` 0: no answer came at all. */
export class ApiError extends Error {
  readonly statusCode: number
  readonly data: Readonly<Record<string, unknown>>
  constructor(statusCode: number, name: string, message: string, data: Record<string, unknown> = {}) {
    super(message)
    this.name = name
    this.statusCode = statusCode
    this.data = data
  }
}

/** True when the request was given up by us, not refused by the server. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** What a proxy answers for a server that is not there. */
const proxyCodes = [502, 503, 504]

/** True when the request failed because no server was there to answer it, not because of what was asked. */
export function failedForAbsence(error: unknown): boolean {
  return error instanceof ApiError && (error.statusCode === 0 || (error.name === 'UnexpectedAnswer' && proxyCodes.includes(error.statusCode)))
}

/** Names the server suggests instead of an unknown one; empty when it has none. */
export function suggestionsOf(error: unknown): string[] {
  const given = error instanceof ApiError ? error.data['suggestions'] : undefined
  return Array.isArray(given) ? given.filter((name): name is string => typeof name === 'string') : []
}

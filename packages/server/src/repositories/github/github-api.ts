import { AppError } from '../../platform/errors.ts'
import { createAskService, type AskService } from '../../platform/net/ask-service.ts'
import type { Outbound } from '../../platform/net/outbound.ts'

/** GitHub's REST API with one credential. What it answers is read by whoever asks: `unknown` until then. */
export type GithubApi = {
  /** Throws `invalid` (`github`) with GitHub's own words, `unavailable` when it is away. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, json?: object): Promise<unknown>
  /** The same, null where GitHub says that there is no such thing, or that this credential may not know. */
  find(path: string): Promise<unknown>
}

export const publicGithub = 'https://github.com'

/** The address of the API: github.com has a host for it, an Enterprise Server a path. */
export const apiUrlOf = (webUrl: string): string => (webUrl === publicGithub ? 'https://api.github.com' : `${webUrl}/api/v3`)

/** An API client; `token` is a JWT of an app, an installation's token or a person's. */
export function createGithubApi(outbound: Outbound, webUrl: string, token: string): GithubApi {
  const ask = createAskService(outbound, 'GitHub')
  const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', authorization: `Bearer ${token}` }
  const answer = (method: string, path: string, json?: object): ReturnType<AskService> =>
    ask(apiUrlOf(webUrl) + path, { method, headers, ...(json === undefined ? {} : { json }) })
  return {
    async call(method, path, json) {
      const { status, body } = await answer(method, path, json)
      if (status < 300) return body
      throw githubRefusal(status, body)
    },
    async find(path) {
      const { status, body } = await answer('GET', path)
      if (status === 404) return null
      if (status < 300) return body
      throw githubRefusal(status, body)
    },
  }
}

/** What GitHub's refusal means, in our words and its own. */
export function githubRefusal(status: number, body: unknown): AppError {
  const { message, errors } = (body ?? {}) as { message?: unknown; errors?: unknown }
  const first: unknown = Array.isArray(errors) ? (errors[0] as { message?: unknown } | undefined)?.message : undefined
  const said = [message, first].filter((text) => typeof text === 'string').join(': ')
  if (status >= 500) return new AppError('unavailable', `GitHub has a problem of its own (${status}). Try again in a minute.`, { reason: 'service_away' })
  return new AppError('invalid', `GitHub refuses this (${status}${said === '' ? '' : `: ${said.slice(0, 300)}`}). ${adviceFor(status)}`, { reason: 'github' })
}

function adviceFor(status: number): string {
  if (status === 401) return 'The key or token that was entered is not, or no longer, accepted: enter a new one on the page Integrations.'
  if (status === 403) return 'The app or token needs the permissions "Contents: write" and "Pull requests: write" for this repository.'
  if (status === 404) return 'Check that the repository is there, and that the app or token may see it.'
  return 'Change what it complains about, and try again.'
}

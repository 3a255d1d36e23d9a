import type { AdditionalMetric } from '@atrium/semantic'
import { queryOptions } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'
import { request } from './client.ts'
import { pause } from './pause.ts'

/** Where the models of a project are kept in version control. */

export type RepositorySettings = {
  provider: 'git' | 'github'
  /** The address; of GitHub `owner/name`. */
  remote: string
  branch: string
  folder: string
  readsModels: boolean
  username: string | null
  knownHosts: string | null
}
export type Repository = RepositorySettings & {
  hasSecret: boolean
  lastCommit: { hash: string; subject: string; author: string; at: string } | null
  pulledAt: string | null
  failure: string | null
}

const base = (projectUuid: string): string => `/api/v1/app/repositories/${encodeURIComponent(projectUuid)}`

export const repositoryQuery = (projectUuid: string) =>
  queryOptions({ queryKey: ['repository', projectUuid], queryFn: ({ signal }) => request<Repository | null>(base(projectUuid), { signal }) })

/** Without `secret` the one that was entered for the same address stays; null takes it away. */
export const setRepository = (projectUuid: string, settings: RepositorySettings & { secret?: string | null }): Promise<Repository> =>
  request(base(projectUuid), { method: 'PUT', body: settings })

export const removeRepository = (projectUuid: string): Promise<unknown> => request(base(projectUuid), { method: 'DELETE' })

type Job = { jobStatus: 'STARTED' | 'RUNNING' | 'DONE' | 'ERROR'; steps: { stepError?: string }[] }

/** Reads the repository and compiles its models; resolves when that is done. */
export async function pullModels(projectUuid: string): Promise<void> {
  const { jobUuid } = await request<{ jobUuid: string }>(`/api/v1/projects/${encodeURIComponent(projectUuid)}/refresh`, { method: 'POST' })
  for (let wait = 200; ; wait = Math.min(wait * 1.5, 2000)) {
    const { jobStatus, steps } = await request<Job>(`/api/v1/jobs/${encodeURIComponent(jobUuid)}`)
    if (jobStatus === 'DONE') return
    if (jobStatus === 'ERROR') throw new ApiError(400, 'PullFailed', steps.find(({ stepError }) => stepError !== undefined)?.stepError ?? '')
    await pause(wait, undefined)
  }
}

export type Committed = { branch: string; commit: string | null; /** The pull request. */ url: string | null; title: string }

/** Commits model files; `from` is the commit that they were changed from. */
export const commitModels = (
  projectUuid: string,
  change: { files: { path: string; text: string }[]; message: string; branch: string | null; from: string | null },
): Promise<Committed> => request(`${base(projectUuid)}/commits`, { method: 'POST', body: change })

/** How metrics of charts get into the models; null: not at all. */
export type WriteBackWay = 'pull_request' | 'branch' | 'folder' | null
const writeBackPath = (projectUuid: string): string => `/api/v1/app/write-back/${encodeURIComponent(projectUuid)}`

export const writeBackQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['write-back', projectUuid],
    queryFn: ({ signal }) => request<{ way: WriteBackWay }>(writeBackPath(projectUuid), { signal }),
    staleTime: 60_000,
  })

export type WrittenBack = { way: WriteBackWay; files: string[]; committed: Committed | null }
export const writeBackMetrics = (projectUuid: string, metrics: readonly AdditionalMetric[]): Promise<WrittenBack> =>
  request(writeBackPath(projectUuid), { method: 'POST', body: { metrics } })

import type { MetricQuery } from '@atrium/semantic'
import { queryOptions } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'
import { request } from './client.ts'
import { pause } from './pause.ts'

/** Services that the organization is connected to, and the reader's own account at Google. */

export type IntegrationKind = 'github' | 'google' | 'slack'
type Connected = { connectedAt: string }
export type GithubIntegration = Connected & { url: string } & (
    | { method: 'app'; appId: string; slug: string; clientId: string | null; /** Null: not installed. */ account: string | null }
    | { method: 'token'; login: string }
  )
export type GoogleIntegration = Connected & { url: string | null; clientId: string }
export type SlackIntegration = Connected & {
  url: string
  team: string
  bot: string
  notificationChannel: string | null
  appProfilePhotoUrl: string | null
  channelProjects: { channelId: string; projectUuid: string }[]
}
export type Integrations = {
  github: GithubIntegration | null
  google: GoogleIntegration | null
  slack: SlackIntegration | null
  /** Addresses to register at the services. */
  githubCallback: string
  googleRedirect: string
}

const path = '/api/v1/app/integrations'

export const integrationsQuery = queryOptions({ queryKey: ['integrations'], queryFn: ({ signal }) => request<Integrations>(path, { signal }) })

export type ConnectGithub =
  | { method: 'app'; url: string; appId: string; privateKey: string; clientId: string; clientSecret: string }
  | { method: 'token'; url: string; token: string }
export type ConnectGoogle = { url: string; clientId: string; clientSecret: string }
export type ConnectSlack = { url: string; token: string }

/** Connects a service; a blank secret keeps the one that was entered before. */
export const connectService = (kind: IntegrationKind, settings: ConnectGithub | ConnectGoogle | ConnectSlack): Promise<unknown> =>
  request(`${path}/${kind}`, { method: 'PUT', body: settings })

export const disconnectService = (kind: IntegrationKind): Promise<unknown> => request(`${path}/${kind}`, { method: 'DELETE' })

export type TestedService = {
  ok: boolean
  steps: { step: 'identity' | 'reach'; outcome: 'ok' | 'failed' | 'not_tried'; milliseconds: number; message: string }[]
}
export const testService = (kind: IntegrationKind): Promise<TestedService> => request(`${path}/${kind}/test`, { method: 'POST' })

/** Where the browser goes to install the app. */
export const githubInstallAddress = '/api/v1/github/install'
export const uninstallGithub = (): Promise<unknown> => request('/api/v1/github/uninstall', { method: 'DELETE' })

export type GithubRepository = { fullName: string; defaultBranch: string }
export const githubRepositoriesQuery = queryOptions({
  queryKey: ['github-repositories'],
  queryFn: ({ signal }) => request<GithubRepository[]>('/api/v1/github/repos/list', { signal }),
  retry: false,
  staleTime: 60_000,
})

export type SlackChannel = { id: string; name: string }
export const slackChannelsQuery = queryOptions({
  queryKey: ['slack-channels'],
  queryFn: ({ signal }) => request<SlackChannel[]>('/api/v1/slack/channels', { signal }),
  retry: false,
  staleTime: 60_000,
})

export const updateSlackSettings = (settings: Pick<SlackIntegration, 'notificationChannel' | 'appProfilePhotoUrl'>): Promise<unknown> =>
  request('/api/v1/slack/custom-settings', { method: 'PUT', body: settings })

/** Whether Google is connected, and the account that the reader has linked. */
export type GoogleAccount = { isAvailable: boolean; email: string | null }
const accountPath = '/api/v1/app/google-account'
export const googleAccountQuery = queryOptions({
  queryKey: ['google-account'],
  queryFn: ({ signal }) => request<GoogleAccount>(accountPath, { signal }),
  staleTime: 60_000,
})

/** Begins to link an account; answers where the browser goes next. */
export const beginGoogleLinking = (returnPath: string): Promise<{ url: string }> => request(accountPath, { method: 'POST', body: { returnPath } })
export const unlinkGoogle = (): Promise<unknown> => request(accountPath, { method: 'DELETE' })

export type Sheet = {
  fileUrl: string
  rowCount: number
  truncated: boolean
  /** Cells that hold only the beginning of their text, which is longer than a sheet allows. */
  cellsCut: number
}
type JobState = { status: 'scheduled' | 'started' | 'completed' | 'error'; details: (Partial<Sheet> & { error?: string }) | null }

/** Sends a question to a new Google sheet of the reader and resolves when it is there. Fails when the export fails or is aborted. */
export async function sendToSheet(
  projectUuid: string,
  query: MetricQuery,
  { columnOrder, title }: { columnOrder: string[]; title: string },
  signal: AbortSignal,
): Promise<Sheet> {
  const body = { projectUuid, exploreId: query.exploreName, metricQuery: query, columnOrder, title, showTableNames: false }
  const { jobId } = await request<{ jobId: string }>('/api/v1/gdrive/upload-gsheet', { method: 'POST', body, signal })
  for (let wait = 200; ; wait = Math.min(wait * 1.5, 2000)) {
    const { status, details } = await request<JobState>(`/api/v1/schedulers/job/${encodeURIComponent(jobId)}/status`, { signal })
    if (status === 'completed')
      return { fileUrl: details?.fileUrl ?? '', rowCount: details?.rowCount ?? 0, truncated: details?.truncated === true, cellsCut: details?.cellsCut ?? 0 }
    if (status === 'error') throw new ApiError(400, 'ExportFailed', details?.error ?? '')
    await pause(wait, signal)
  }
}

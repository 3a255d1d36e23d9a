import type { ViewerApp } from '@atrium/documents'
import { request } from './client.ts'

/** How a page of elsewhere wants an app to look; what is not known here is left alone. */
export type EmbedOptions = {
  theme?: unknown
  noEmbedOutline?: unknown
  noEmbedFooter?: unknown
  noEmbedBasePadding?: unknown
  noEmbedHeaderPadding?: unknown
  showEmbeddedRunButton?: unknown
}

export const embedExports = ['csv', 'pdf'] as const
export type EmbedExport = (typeof embedExports)[number]

/** An address that shows an app, opened: the session, and the token that reaches it and nothing else. */
export type OpenedEmbed = {
  token: string
  sessionUuid: string
  appUuid: string
  endsAt: string
  options: EmbedOptions
  exports: EmbedExport[]
  /** Run buttons that the address presses. */
  pressed: string[]
}

/** Uses an address up. */
export const openEmbed = (secret: string): Promise<OpenedEmbed> => request('/api/v1/app/embeds', { method: 'POST', body: { secret } })

/** The app that a session shows. */
export const getAppOfSession = (sessionUuid: string): Promise<ViewerApp & { title: string }> =>
  request(`/api/v1/app/app-sessions/${encodeURIComponent(sessionUuid)}/app`)

/** Whether pages of elsewhere may show an app, and on which sites. */
export type Embedding = { isOn: boolean; origins: string[] }

const embedding = (appUuid: string): string => `/api/v1/app/apps/${encodeURIComponent(appUuid)}/embedding`

export const getEmbedding = (appUuid: string, signal?: AbortSignal): Promise<Embedding> => request(embedding(appUuid), { signal })

export const switchEmbedding = (appUuid: string, given: Embedding): Promise<Embedding> => request(embedding(appUuid), { method: 'PUT', body: given })

import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export const credentialTypes = ['postgres', 'redshift', 'snowflake', 'trino', 'bigquery', 'databricks'] as const
export type CredentialType = (typeof credentialTypes)[number]

/** Own credentials for a warehouse; their secret never comes back. */
export type WarehouseCredentials = { uuid: string; name: string; updatedAt: string; credentials: { type: CredentialType; user?: string } }
/** Those that were chosen for a project; `isChosen` false: the first that could be, which nothing uses. */
export type UsedCredentials = WarehouseCredentials & { isChosen: boolean }
/** What a person enters. `secret` is a password, a token or the text of a key file; empty keeps the stored one. */
export type CredentialsDraft = { name: string; type: CredentialType; user: string; secret: string }

const base = '/api/v1/user/warehouseCredentials'
const preferencePath = (projectUuid: string): string => `/api/v1/projects/${encodeURIComponent(projectUuid)}/user-credentials`

/** Begins the key of everything that own credentials are part of. */
export const credentialsKey = ['warehouse-credentials'] as const

export const credentialsQuery = queryOptions({
  queryKey: [...credentialsKey, 'list'],
  queryFn: ({ signal }) => request<WarehouseCredentials[]>(base, { signal }),
})

/** The own credentials that a project uses: those chosen, else the first of its kind of warehouse; null without any. */
export const preferredCredentialsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: [...credentialsKey, 'preferred', projectUuid],
    queryFn: async ({ signal }) => (await request<UsedCredentials | undefined>(preferencePath(projectUuid), { signal })) ?? null,
  })

export const createCredentials = (draft: CredentialsDraft): Promise<unknown> => request(base, { method: 'POST', body: toRequest(draft) })

export const updateCredentials = (uuid: string, draft: CredentialsDraft): Promise<unknown> =>
  request(`${base}/${encodeURIComponent(uuid)}`, { method: 'PATCH', body: toRequest(draft) })

export const deleteCredentials = (uuid: string): Promise<unknown> => request(`${base}/${encodeURIComponent(uuid)}`, { method: 'DELETE' })

/** Leaves it to the project again. */
export const preferNoCredentials = (projectUuid: string): Promise<unknown> => request(preferencePath(projectUuid), { method: 'DELETE' })

export const preferCredentials = (projectUuid: string, uuid: string): Promise<unknown> =>
  request(`${preferencePath(projectUuid)}/${encodeURIComponent(uuid)}`, { method: 'PATCH' })

/** Warehouses that are signed in to with a user and a password. */
export const hasUser = (type: CredentialType): boolean => type !== 'bigquery' && type !== 'databricks'

/** The entries of a key file of a service account; null for a text that is none. Empty text has no entries: the stored file stays. */
export function readKeyFile(text: string): Record<string, string> | null {
  if (text.trim() === '') return {}
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null
    const entries = Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return entries.length > 0 && entries.length === Object.keys(read).length ? Object.fromEntries(entries) : null
  } catch {
    return null
  }
}

function toRequest({ name, type, user, secret }: CredentialsDraft): object {
  if (type === 'bigquery') return { name, credentials: { type, keyfileContents: readKeyFile(secret) } }
  if (type === 'databricks') return { name, credentials: { type, personalAccessToken: secret } }
  return { name, credentials: { type, user, password: secret } }
}

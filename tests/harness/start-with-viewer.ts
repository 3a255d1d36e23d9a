import { withToken, type ApiClient } from './api-client.ts'
import { startAtrium, type Atrium, type StartOptions } from './start-atrium.ts'

const second = { email: 'second@atrium.example', token: 'atr_pat_test_fedcba9876543210fedcba9876543210' }

/** Where a person signs in, and with what. */
export type WayIn = Pick<Atrium, 'url' | 'adminEmail' | 'adminPassword' | 'token'>

export type WithViewer = {
  atrium: Atrium
  /** Whose email and password `atrium` names. */
  viewer: ApiClient
  viewerUuid: string
  admin: ApiClient
  /** With whose email and password the administrator signs in. */
  asAdmin: WayIn
  projectUuid: string
}

/** The product with two people: the provisioned one, now a viewer, and the administrator who made them that. */
export async function startWithViewer({ env }: Pick<StartOptions, 'env'> = {}): Promise<WithViewer> {
  // The demo's folder has the provisioned administrator in it already, who keeps password and token.
  const atrium = await startAtrium({ env: { ...env, ATRIUM_ADMIN_EMAIL: second.email, ATRIUM_ADMIN_TOKEN: second.token } })
  const asAdmin = { url: atrium.url, adminEmail: second.email, adminPassword: atrium.adminPassword, token: second.token }
  const admin = withToken(atrium.url, second.token)
  const viewer = withToken(atrium.url, atrium.token)
  const { userUuid } = await viewer.results<{ userUuid: string }>('GET', '/api/v1/user')
  await admin.results('PATCH', `/api/v1/org/users/${userUuid}`, { role: 'viewer' })
  const [project] = await admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  return { atrium, viewer, viewerUuid: userUuid, admin, asAdmin, projectUuid: project?.projectUuid ?? '' }
}

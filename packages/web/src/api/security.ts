import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** What guards accounts: second factors, passkeys, proofs. */

export type Passkey = { uuid: string; name: string; isBackedUp: boolean; createdAt: string; lastUsedAt: string | null }
export type OwnSecurity = {
  hasPassword: boolean
  appSince: string | null
  passkeys: Passkey[]
  recoveryCodesLeft: number
  isRequired: boolean
  mustEnrol: boolean
}
/** `recoveryCodes` are known this once; null for whoever has some. */
export type AddedFactor = { recoveryCodes: string[] | null; isMailed: boolean }
export type SecondStepWays = { app: boolean; passkey: boolean; recoveryCode: boolean }
export type MemberFactors = { userUuid: string; app: boolean; passkeys: number }
export type SecurityPolicy = { requiresSecondFactor: boolean }

type SignatureOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON']
/** At the door nobody is signed in: a refusal is an answer, no reason to ask for a sign-in. */
const atDoor = { method: 'POST', whenSignedOut: 'fail' } as const

export const ownSecurityQuery = queryOptions({
  queryKey: ['own-security'],
  queryFn: ({ signal }) => request<OwnSecurity>('/api/v1/app/security', { signal }),
})

export const offerApp = (): Promise<{ key: string; uri: string }> => request('/api/v1/app/security/app', { method: 'POST' })

export const confirmApp = (code: string): Promise<AddedFactor> => request('/api/v1/app/security/app/confirm', { method: 'POST', body: { code } })

export const removeApp = (): Promise<{ isMailed: boolean }> => request('/api/v1/app/security/app', { method: 'DELETE' })

export const renewRecoveryCodes = (): Promise<{ recoveryCodes: string[] }> => request('/api/v1/app/security/recovery-codes', { method: 'POST' })

/** Has the browser make a passkey, and adds it. Fails with the browser's error when the person chose not to. */
export async function addPasskey(name: string): Promise<AddedFactor> {
  const optionsJSON = await request<CreationOptions>('/api/v1/app/security/passkeys/options', { method: 'POST' })
  const answer = await startRegistration({ optionsJSON })
  return request('/api/v1/app/security/passkeys', { method: 'POST', body: { name, answer } })
}

const ofPasskey = (uuid: string): string => `/api/v1/app/security/passkeys/${encodeURIComponent(uuid)}`

export const renamePasskey = (uuid: string, name: string): Promise<unknown> => request(ofPasskey(uuid), { method: 'PATCH', body: { name } })

export const removePasskey = (uuid: string): Promise<{ isMailed: boolean }> => request(ofPasskey(uuid), { method: 'DELETE' })

/** Asks once: another question is another sign-in. */
export const secondStepQuery = queryOptions({
  queryKey: ['second-step'],
  queryFn: ({ signal }) => request<SecondStepWays>('/api/v1/app/second-step', { signal, whenSignedOut: 'fail' }),
  retry: false,
  staleTime: 0,
  gcTime: 0,
})

export const finishByCode = (code: string): Promise<unknown> => request('/api/v1/app/second-step', { ...atDoor, body: { code } })

export async function finishByPasskey(): Promise<void> {
  const optionsJSON = await request<SignatureOptions>('/api/v1/app/second-step/passkey', atDoor)
  await request('/api/v1/app/second-step', { ...atDoor, body: { passkey: await startAuthentication({ optionsJSON }) } })
}

export async function signInWithPasskey(): Promise<void> {
  const optionsJSON = await request<SignatureOptions>('/api/v1/app/passkey-sign-in/options', atDoor)
  await request('/api/v1/app/passkey-sign-in', { ...atDoor, body: { answer: await startAuthentication({ optionsJSON }) } })
}

/** A wrong password is no ended session. */
export const prove = (given: { password: string } | { code: string }): Promise<unknown> => request('/api/v1/app/proof', { ...atDoor, body: given })

export async function proveByPasskey(): Promise<void> {
  const optionsJSON = await request<SignatureOptions>('/api/v1/app/proof/passkey', atDoor)
  await request('/api/v1/app/proof', { ...atDoor, body: { passkey: await startAuthentication({ optionsJSON }) } })
}

/** Members who have a second factor. For administrators. */
export const memberFactorsQuery = queryOptions({
  queryKey: ['member-factors'],
  queryFn: ({ signal }) => request<MemberFactors[]>('/api/v1/app/member-factors', { signal }),
})

export const resetFactorsOfMember = (userUuid: string): Promise<{ isMailed: boolean }> =>
  request(`/api/v1/app/members/${encodeURIComponent(userUuid)}/factors`, { method: 'DELETE' })

export const securityPolicyQuery = queryOptions({
  queryKey: ['security-policy'],
  queryFn: ({ signal }) => request<SecurityPolicy>('/api/v1/app/security-policy', { signal }),
})

export const updateSecurityPolicy = (policy: SecurityPolicy): Promise<SecurityPolicy> =>
  request('/api/v1/app/security-policy', { method: 'PATCH', body: policy })

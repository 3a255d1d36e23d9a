/** What the command line asks for: a token, sealed with this key, at this port of the machine the browser runs on. `state` says there that it is this page that answers. */
export type LoginRequest = { key: string; port: number; state: string; host: string }

/** Reads the request of an address; null for one that no command line made. */
export function readLoginRequest(search: string): LoginRequest | null {
  const query = new URLSearchParams(search)
  const [key, port, state, host] = ['key', 'port', 'state', 'host'].map((name) => query.get(name) ?? '') as [string, string, string, string]
  const isPort = /^\d{4,5}$/.test(port) && Number(port) >= 1024 && Number(port) <= 65_535
  if (!/^[\w-]{300,800}$/.test(key) || !/^[\w-]{16,100}$/.test(state) || !isPort || host.length > 253) return null
  return { key, port: Number(port), state, host: host.replaceAll(/\p{C}/gu, '') }
}

/** Where the command line waits for the answer. */
export const answerAddress = ({ port, state }: LoginRequest, answer: { token: string } | { denied: '1' }): string =>
  `http://127.0.0.1:${port}/?${new URLSearchParams({ state, ...answer }).toString()}`

/** Whether this browser can seal a token: only pages of https, or of this machine, can. */
export const canSeal = (): boolean => typeof globalThis.crypto.subtle === 'object'

/** The first letters of the key's hash: the terminal shows the same. */
export async function codeOf(key: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
  return Array.from(hash.subarray(0, 3), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

/** A token that only who holds the other half of the key can read. */
export async function sealed(token: string, key: string): Promise<string> {
  const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.codePointAt(0) ?? 0)
  const publicKey = await crypto.subtle.importKey('spki', bytes, { name: 'RSA-OAEP', hash: 'SHA-256' }, false, ['encrypt'])
  const secret = new Uint8Array(await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, publicKey, new TextEncoder().encode(token)))
  return btoa(String.fromCodePoint(...secret))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * What every request of this page is sent with: the cookie of whoever is signed in, or, where a page of elsewhere shows an app, the token
 * of that session and no cookie. Kept nowhere: with the page it is gone.
 */
let sent: { credentials: RequestCredentials; headers: Readonly<Record<string, string>> } = { credentials: 'same-origin', headers: {} }

export const sentAs = (): typeof sent => sent

/** Whether somebody who is not signed in can be asked to. */
export const canSignIn = (): boolean => sent.credentials !== 'omit'

/** From now on without cookies; with this token, once there is one. */
export function sendAsEmbedded(token: string | null): void {
  sent = { credentials: 'omit', headers: token === null ? {} : { authorization: `Bearer ${token}` } }
}

import { Secret, TOTP } from 'otpauth'
import { newKeyBytes } from '../../../platform/ids.ts'

/** Codes of authenticator apps (RFC 6238) as all apps take them: SHA-1, six digits, thirty seconds. */
const period = 30
const figures = { algorithm: 'SHA1', digits: 6, period } as const
/** A clock may be wrong by one step in either direction. */
const window = 1

/** A new key, base32, as it is typed into an app: 160 bits. */
export const newTotpKey = (): string => new Secret({ buffer: Uint8Array.from(newKeyBytes(20)).buffer }).base32

/** The address that an app reads from a QR code. */
export const totpUri = (key: string, email: string): string =>
  new TOTP({ ...figures, issuer: 'Atrium', label: email, secret: Secret.fromBase32(key) }).toString()

/** The time step that a code belongs to, around the step of `now` (ms); null for a wrong code. */
export function totpStep(key: string, code: string, now: number): number | null {
  const delta = new TOTP({ ...figures, secret: Secret.fromBase32(key) }).validate({ token: code, timestamp: now, window })
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}

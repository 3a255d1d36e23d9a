import { createPrivateKey, sign } from 'node:crypto'
import { AppError } from '../../platform/errors.ts'

/** Seconds that clocks may differ, and that one such token is good for: GitHub takes ten minutes at most. */
const [leeway, lifetime] = [60, 540]

/** The token by which a GitHub App speaks for itself (RS256). Throws `invalid` for a text that is no RSA key. */
export function appJwt({ appId, privateKey, now }: { appId: string; privateKey: string; now: number }): string {
  const seconds = Math.floor(now / 1000)
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsigned = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: seconds - leeway, exp: seconds + lifetime, iss: appId })}`
  return `${unsigned}.${sign('RSA-SHA256', Buffer.from(unsigned), rsaKey(privateKey)).toString('base64url')}`
}

function rsaKey(text: string): ReturnType<typeof createPrivateKey> {
  try {
    const key = createPrivateKey(text)
    if (key.asymmetricKeyType === 'rsa') return key
  } catch {
    // Said below, without a word of what was entered.
  }
  throw new AppError('invalid', 'The private key is no RSA key. Paste the whole .pem file that GitHub made for the app, with its first and last line.', {
    reason: 'github_key',
    fields: [{ path: 'body.privateKey', message: 'is no RSA key in PEM form' }],
  })
}

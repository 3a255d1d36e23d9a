import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { NewPasskeyAnswer, NewPasskeyOptions, PasskeyAnswer, PasskeyOptions } from '../verify-passkey.ts'

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()
const present = 0x01
const verified = 0x04
const attested = 0x40

/** What a test can make go wrong. */
export type Signing = { origin?: string; rpId?: string; isVerified?: boolean; counter?: number; challenge?: string }

export type SoftwarePasskey = {
  create(options: NewPasskeyOptions, wrong?: Signing): NewPasskeyAnswer
  get(options: PasskeyOptions, wrong?: Signing): PasskeyAnswer
}

/** An authenticator with one passkey (ES256), as a browser at `origin` would speak with it. */
export function softwarePasskey(origin: string): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let used = 0
  const authenticatorData = ({ rpId = new URL(origin).hostname, isVerified = true, counter = ++used }: Signing, more?: Buffer): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const flags = present | (isVerified ? verified : 0) | (more === undefined ? 0 : attested)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more ?? Buffer.alloc(0)])
  }
  const clientData = (type: string, challenge: string, signing: Signing): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: signing.challenge ?? challenge, origin: signing.origin ?? origin, crossOrigin: false }))
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const, clientExtensionResults: {} }
  return {
    create(options, signing = {}) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const cose = Buffer.concat([
        Buffer.from('a5010203262001', 'hex'),
        Buffer.from('21', 'hex'),
        cborBytes(Buffer.from(jwk.x ?? '', 'base64url')),
        Buffer.from('22', 'hex'),
        cborBytes(Buffer.from(jwk.y ?? '', 'base64url')),
      ])
      const data = authenticatorData({ counter: 0, ...signing }, Buffer.concat([Buffer.alloc(16), length, id, cose]))
      const attestation = Buffer.concat([
        Buffer.from('a3', 'hex'),
        cborText('fmt'),
        cborText('none'),
        cborText('attStmt'),
        Buffer.from('a0', 'hex'),
        cborText('authData'),
        cborBytes(data),
      ])
      return {
        ...named,
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, signing).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get(options, signing = {}) {
      const data = authenticatorData(signing)
      const client = clientData('webauthn.get', options.challenge, signing)
      return {
        ...named,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
        },
      }
    },
  }
}

/** Byte and text strings of CBOR, in the shortest form for their length. */
function cborBytes(bytes: Buffer): Buffer {
  const head = bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 0xff]
  return Buffer.concat([Buffer.from(head), bytes])
}
const cborText = (text: string): Buffer => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])

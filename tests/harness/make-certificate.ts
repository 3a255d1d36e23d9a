import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** A certificate with its key, in the form that servers read. */
export type Certificate = { certificate: string; key: string; /** What signs others with it. */ authority: Authority }
export type Authority = { name: string; privateKey: KeyObject }

type Wanted = {
  /** Common name. */
  name: string
  /** DNS names that it is for. */
  hosts?: readonly string[]
  from: Date
  until: Date
  /** Who signs it; itself when absent. */
  by?: Authority
}

/** Makes a certificate (X.509 v3, ECDSA over P-256) as a real authority would; Node reads them and makes none. */
export function makeCertificate({ name, hosts = [], from, until, by }: Wanted): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const isAuthority = hosts.length === 0
  const extensions = [
    sequence(objectId('551d13'), boolean(true), octets(sequence(...(isAuthority ? [boolean(true)] : [])))),
    ...(isAuthority ? [] : [sequence(objectId('551d11'), octets(sequence(...hosts.map((host) => value(0x82, Buffer.from(host))))))]),
  ]
  const content = sequence(
    value(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    named(by?.name ?? name),
    sequence(time(from), time(until)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    value(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', content, by?.privateKey ?? privateKey)
  const whole = sequence(content, ecdsaWithSha256, value(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    authority: { name, privateKey },
  }
}

// DER: a tag, the length of what follows, and that.
function value(tag: number, content: Buffer): Buffer {
  const { length } = content
  const written = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...written]), content])
}
const sequence = (...parts: Buffer[]): Buffer => value(0x30, Buffer.concat(parts))
const integer = (bytes: Buffer): Buffer => value(0x02, bytes)
const boolean = (is: boolean): Buffer => value(0x01, Buffer.from([is ? 255 : 0]))
const octets = (content: Buffer): Buffer => value(0x04, content)
const objectId = (hex: string): Buffer => value(0x06, Buffer.from(hex, 'hex'))
const time = (at: Date): Buffer => value(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`))
const named = (name: string): Buffer => sequence(value(0x31, sequence(objectId('550403'), value(0x0c, Buffer.from(name)))))
const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'))

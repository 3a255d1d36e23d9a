import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { newId } from '../../platform/ids.ts'
import { putSecret } from '../../platform/secrets/secret-store.ts'
import { nowOf, organizationTarget, personOf } from '../identity/identity-ctx.ts'
import { insertSshKeyPair } from './ssh-key-store.ts'
import type { SecretsCtx } from './user-credentials.ts'

const makeKeyPair = promisify(generateKeyPair)
const keyType = 'ssh-ed25519'

/** Makes a key pair for a tunnel to a warehouse; answers the public half as servers take it. The private half is encrypted and never comes back. */
export const createSshKeyPair = writeOperation<SecretsCtx, Record<string, never>, Target & { organizationId: string }, { publicKey: string }>({
  name: 'ssh_keys.create',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, _input, { organizationId }) {
    const { publicKey: made, privateKey } = await makeKeyPair('ed25519')
    const publicKey = writePublicKey(made.export({ format: 'jwk' }).x ?? '')
    const [id, now] = [newId(), nowOf(ctx)]
    await insertSshKeyPair(ctx.tx, { id, organizationId, publicKey, createdBy: personOf(ctx).userId, now })
    await putSecret(ctx.tx, ctx.keys, {
      organizationId,
      kind: 'ssh_key_pair',
      purpose: 'sign in to a tunnel',
      owner: { sshKeyPairId: id },
      text: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
      now,
    })
    ctx.record({ targetKind: 'ssh_key_pair', targetId: id, before: null, after: { publicKey } })
    return { publicKey }
  },
})

/** A line of `authorized_keys` (RFC 4253 §6.6, RFC 8709 §4): type and key, each after its length. */
function writePublicKey(key: string): string {
  const blob = [Buffer.from(keyType), Buffer.from(key, 'base64url')].flatMap((part) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    return [length, part]
  })
  return `${keyType} ${Buffer.concat(blob).toString('base64')} atrium`
}

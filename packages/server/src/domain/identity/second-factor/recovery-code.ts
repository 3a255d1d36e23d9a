import { newKeyBytes } from '../../../platform/ids.ts'
import { credentialHash } from '../credential-hash.ts'

/** Without letters that are read as others. Thirty-two of them: five bits each. */
const letters = 'abcdefghjkmnpqrstuvwxyz023456789'
const bytes = 16
const inGroup = 4

/** Ten new codes: sixteen letters each, 80 bits, in groups that can be copied from paper. */
export const newRecoveryCodes = (): string[] => Array.from({ length: 10 }, newRecoveryCode)

function newRecoveryCode(): string {
  const code = Array.from(newKeyBytes(bytes), (byte) => letters[byte % letters.length])
  const groups = Array.from({ length: bytes / inGroup }, (_, group) => code.slice(group * inGroup, (group + 1) * inGroup).join(''))
  return groups.join('-')
}

/** What is stored of a code: random and long like other credentials, and typed in any way. */
export const recoveryCodeHash = (typed: string): Buffer => credentialHash(`recovery ${typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`)

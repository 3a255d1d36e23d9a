import type { ChangeSource } from '../platform/change-log-store.ts'
import { isUuid } from '../platform/ids.ts'
import { backgroundCredential } from './actor.ts'
import type { Ctx } from './ctx.ts'

/** From where and with which credential a change is made. */
export function sourceOf({ actor, origin }: Ctx): ChangeSource {
  return {
    address: origin?.address ?? null,
    userAgent: origin?.userAgent ?? null,
    credential: actor.kind === 'user' ? (actor.credentialId === backgroundCredential ? 'background' : actor.via) : null,
    credentialId: actor.kind === 'user' && actor.via === 'token' && isUuid(actor.credentialId) ? actor.credentialId : null,
  }
}

import type { ChangeSource } from '../platform/change-log-store.ts'
import { isUuid } from '../platform/ids.ts'
import { backgroundCredential, type Actor } from './actor.ts'
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

/** What the audit log calls whoever makes a change. */
export const actorKindOf = (actor: Actor): string => (actor.kind === 'user' && actor.isServiceAccount ? 'service_account' : actor.kind)

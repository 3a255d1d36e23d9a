import type { GivenValue } from '@atrium/documents'
import type { Scope } from './scopes.ts'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../platform/db/stored-values.ts'

/**
 * Whoever asks. Made once per request from the credentials (`domain/identity/authenticate.ts`); holds everything the
 * rules need, so that deciding needs no look-up.
 */
export type Actor = UserActor | EmbedActor | AnonymousActor | SystemActor

export type UserActor = {
  kind: 'user'
  userId: string
  email: string
  emailVerified: boolean
  firstName: string
  lastName: string
  /** Null for a person without an organization. */
  organizationId: string | null
  organizationRole: OrganizationRole | null
  /** Own project roles by project id; the highest of this, those of groups and the organization role counts. */
  projectRoles: Readonly<Record<string, ProjectRole>>
  /** The highest role of their groups by project id. */
  projectGroupRoles: Readonly<Record<string, ProjectRole>>
  /** Own space roles by space id. */
  spaceRoles: Readonly<Record<string, SpaceRole>>
  /** The highest role of their groups by space id. */
  spaceGroupRoles: Readonly<Record<string, SpaceRole>>
  /** Values of user attributes by name, for row rules. */
  userAttributes: Readonly<Record<string, readonly string[]>>
  /** No person but a program's own account; it has roles, groups and attributes like one. */
  isServiceAccount: boolean
  /** What the credential is narrowed to; null: all that its owner may. */
  scopes: readonly Scope[] | null
  /** How they proved who they are; some operations are for sessions only. */
  via: 'session' | 'token'
  /** Id of the session (hash, hex) or token used; `backgroundCredential` for work without a request. */
  credentialId: string
  /** The secret of before the token's last rotation was sent: it works on for a while, and gets nobody a newer one. */
  isEarlierSecret?: true
  /** The administrator who views as this person; absent when it is the person. Such an actor only reads. */
  impersonatedBy?: Impersonator
  /** They use a token that calls these endpoints and does nothing else. */
  runToken?: RunTokenGrant
  /** Their organization asks for a second factor and they have none: they can do nothing but set one up. */
  mustEnrol?: true
}

/** Who looks at the product as somebody else, and until when. */
export type Impersonator = { impersonationId: string; userId: string; email: string; firstName: string; lastName: string; endsAt: Date }

/** What a token for calling endpoints holds: which, and values of variables that whoever calls can't choose. */
export type RunTokenGrant = { endpointIds: readonly string[]; variables: Readonly<Record<string, GivenValue>> }

/** `credentialId` of a person whose work runs without a request. */
export const backgroundCredential = 'background'

/**
 * Whoever looks at an app in a page of elsewhere: nobody of ours. They have one session of that app, as long as whoever made the link
 * may embed it, and nothing else. Operations must name them in `allow`.
 */
export type EmbedActor = {
  kind: 'embed'
  sessionId: string
  organizationId: string
  /** Who made the link, with the rights of now. */
  creator: UserActor
  /** Of whoever looks, as that page knows them. */
  attributes: Readonly<Record<string, string>>
  /** What they may take away. */
  exports: readonly ('csv' | 'pdf')[]
  /** Whether they may have the warehouse asked anew: the page that shows the app gives them a button for it. */
  mayRefresh: boolean
}

export type AnonymousActor = { kind: 'anonymous' }

/** The house itself: seeding, migrations, cron. Operations must name it in `allow`; there is no silent superuser. */
export type SystemActor = { kind: 'system'; name: string; organizationId: string | null }

/** Who really acts, and whom they view as: the two names of every line in a log. */
export function whoOf(actor: Actor): { actorId: string | null; asId: string | null } {
  if (actor.kind !== 'user') return { actorId: null, asId: null }
  return actor.impersonatedBy === undefined ? { actorId: actor.userId, asId: null } : { actorId: actor.impersonatedBy.userId, asId: actor.userId }
}

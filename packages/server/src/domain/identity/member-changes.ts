import type { WriteCtx } from '../../access/operation.ts'
import type { OrganizationRole } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { forgetAfterCommit, nowOf, type IdentityCtx } from './identity-ctx.ts'
import { endImpersonationsOf } from './impersonation/impersonation-store.ts'
import { countAdminsWithWayIn, setMemberRole } from './organization-store.ts'
import { deleteSessionsOf } from './session-store.ts'
import { deleteSignInLinksOf } from './sign-in-link-store.ts'
import { updateUser } from './user-store.ts'

/** What happens to a member, whoever does it: an administrator, or a provider of identities. */

type Ctx = IdentityCtx & WriteCtx
type MemberKey = { organizationId: string; userId: string }

/** Gives a member another role in the organization; their sessions end. Throws `forbidden` (`last_admin`). */
export async function changeRole(ctx: Ctx, member: MemberKey, role: OrganizationRole): Promise<void> {
  if (role !== 'admin') await requireOtherAdmin(ctx, member)
  await setMemberRole(ctx.tx, { ...member, role, now: nowOf(ctx) })
  await deleteSessionsOf(ctx.tx, member.userId, null)
  forgetAfterCommit(ctx, member.userId)
}

/**
 * Locks a member out: their sessions end, and whatever looks like them, their tokens sleep. What they made and may do is
 * kept for their return. Throws `forbidden` (`last_admin`).
 */
export async function deactivate(ctx: Ctx, member: MemberKey): Promise<void> {
  const { tx } = ctx
  const { userId } = member
  const now = nowOf(ctx)
  await requireOtherAdmin(ctx, member)
  await updateUser(tx, userId, { isActive: false }, now)
  await deleteSessionsOf(tx, userId, null)
  await deleteSignInLinksOf(tx, userId, 'password_reset')
  for (const actorId of await endImpersonationsOf(tx, userId, now)) forgetAfterCommit(ctx, actorId)
  forgetAfterCommit(ctx, userId)
}

/** Lets a member back in who was locked out. */
export async function reactivate(ctx: Ctx, { userId }: Pick<MemberKey, 'userId'>): Promise<void> {
  await updateUser(ctx.tx, userId, { isActive: true }, nowOf(ctx))
  forgetAfterCommit(ctx, userId)
}

/** Throws `forbidden` (`last_admin`) when nobody but this member could sign in and administer the organization. */
export async function requireOtherAdmin(ctx: Ctx, { organizationId, userId }: MemberKey): Promise<void> {
  if ((await countAdminsWithWayIn(ctx.tx, organizationId, userId)) > 0) return
  throw new AppError(
    'forbidden',
    'An organization needs at least one administrator who can sign in, with a password where members use none: make somebody else one first',
    { reason: 'last_admin' },
  )
}

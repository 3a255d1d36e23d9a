import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type AccountCtx } from '../identity-ctx.ts'
import { requireProof } from '../require-proof.ts'
import { tellPerson } from '../tell-person.ts'
import type { AddedFactor } from './authenticator-app.ts'
import { recoveryCodesForFirst, settleAfterRemoval } from './keep-factor.ts'
import { deletePasskey, insertPasskey, listPasskeysOf, renamePasskey as renameStored } from './passkey-store.ts'
import { newPasskeyOptions, verifyNewPasskey, type NewPasskeyAnswer, type NewPasskeyOptions } from './verify-passkey.ts'

const mostPasskeys = 20
const longestName = 100

/** What the caller's browser needs to make a passkey. Throws `unavailable` (`passkeys_unavailable`), `invalid` (`too_many_passkeys`). */
export const offerPasskey = readOperation<AccountCtx, Record<string, never>, Target, NewPasskeyOptions>({
  name: 'identity.offerPasskey',
  action: 'self.update',
  sessionOnly: true,
  beforeEnrolment: true,
  async target(ctx) {
    await requireProof(ctx)
    return selfTarget(ctx)
  },
  async run(ctx) {
    const { userId: id, email, firstName, lastName } = personOf(ctx)
    if ((await listPasskeysOf(ctx.db, id)).length >= mostPasskeys) {
      throw new AppError('invalid', `You have ${mostPasskeys} passkeys. Remove one that you use no more.`, { reason: 'too_many_passkeys' })
    }
    return newPasskeyOptions(ctx, { id, email, name: `${firstName} ${lastName}`.trim() })
  },
})

/** Adds the passkey that the browser made. Throws `invalid` (`passkey_refused`, `name`). */
export const addPasskey = writeOperation<
  AccountCtx,
  { name: string; answer: NewPasskeyAnswer },
  Target & { made: Awaited<ReturnType<typeof verifyNewPasskey>> },
  AddedFactor & { id: string }
>({
  name: 'identity.addPasskey',
  action: 'self.update',
  sessionOnly: true,
  beforeEnrolment: true,
  writes: true,
  async target(ctx, input) {
    await requireProof(ctx)
    requirePasskeyName(input.name)
    return { ...(await selfTarget(ctx)), made: await verifyNewPasskey(ctx, personOf(ctx).userId, input.answer) }
  },
  async run(ctx, input, { made }) {
    const { userId, email } = personOf(ctx)
    const id = newId()
    const name = requirePasskeyName(input.name)
    if (!(await insertPasskey(ctx.tx, { ...made, id, userId, name, now: nowOf(ctx) }))) {
      throw new AppError('invalid', 'This passkey is here already.', { reason: 'passkey_refused' })
    }
    const recoveryCodes = await recoveryCodesForFirst(ctx, userId)
    const isMailed = await tellPerson(ctx, { userId, to: email, news: { what: 'passkey_added', name } })
    ctx.record({ targetKind: 'passkey', targetId: id, before: null, after: { name, isMailed } })
    forgetAfterCommit(ctx, userId)
    return { id, recoveryCodes, isMailed }
  },
})

/** Gives one of the caller's passkeys another name. `not_found` for those of others. */
export const renamePasskey = writeOperation<AccountCtx, { passkeyId: string; name: string }, Target, void>({
  name: 'identity.renamePasskey',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, { passkeyId, name: given }) {
    const name = requirePasskeyName(given)
    const before = await renameStored(ctx.tx, personOf(ctx).userId, passkeyId, name)
    if (before === null) throw missingPasskey()
    ctx.record({ targetKind: 'passkey', targetId: passkeyId, before: { name: before }, after: { name } })
  },
})

/** Forgets one of the caller's passkeys. `not_found` for those of others; else throws as `settleAfterRemoval`. */
export const removePasskey = writeOperation<AccountCtx, { passkeyId: string }, Target, { isMailed: boolean }>({
  name: 'identity.removePasskey',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  async target(ctx) {
    await requireProof(ctx)
    return selfTarget(ctx)
  },
  async run(ctx, { passkeyId }) {
    const { userId, email } = personOf(ctx)
    const name = await deletePasskey(ctx.tx, userId, passkeyId)
    if (name === null) throw missingPasskey()
    const isOff = await settleAfterRemoval(ctx)
    const isMailed = await tellPerson(ctx, { userId, to: email, news: { what: 'passkey_removed', name, isOff } })
    ctx.record({ targetKind: 'passkey', targetId: passkeyId, before: { name }, after: { isRemoved: true, isMailed } })
    forgetAfterCommit(ctx, userId)
    return { isMailed }
  },
})

function requirePasskeyName(given: string): string {
  const name = given.trim()
  if (name !== '' && name.length <= longestName) return name
  const message = `must have 1 to ${longestName} characters`
  throw new AppError('invalid', `The name of a passkey ${message}.`, { reason: 'name', fields: [{ path: 'name', message }] })
}

const missingPasskey = (): AppError => new AppError('not_found', 'You have no such passkey; it may have been removed already', { reason: 'passkey_missing' })

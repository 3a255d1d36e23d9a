import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import type { UserWarehouse } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { KeyRing } from '../../platform/secrets/key-ring.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { nowOf, organizationTarget, personOf, selfTarget } from '../identity/identity-ctx.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'
import {
  deletePreference,
  deleteStoredCredentials,
  findPreference,
  insertUserCredentials,
  listUserCredentials as listStored,
  lockUserCredentials,
  savePreference,
  updateStoredCredentials,
  type UserCredentials,
} from './user-credentials-store.ts'
import { keepPassword } from './warehouse-passwords.ts'

/** What operations that keep secrets need. */
export type SecretsCtx = Ctx & { keys: KeyRing }

/** What a person brings: `secret` is the password, token or key file; null leaves the one that is kept. */
export type NewCredentials = { name: string; credentials: UserWarehouse; secret: string | null }

/** The caller's own warehouse credentials, without secrets. */
export const listUserCredentials = readOperation<Ctx, Record<string, never>, Target, UserCredentials[]>({
  name: 'warehouse_credentials.list',
  action: 'self.view',
  sessionOnly: true,
  target: selfTarget,
  run: async (ctx) => listStored(ctx.db, personOf(ctx).userId),
})

/** Keeps credentials of the caller; the secret is encrypted and never comes back. */
export const createUserCredentials = writeOperation<SecretsCtx, NewCredentials, Target & { organizationId: string }, UserCredentials>({
  name: 'warehouse_credentials.create',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, { name, credentials, secret }, { organizationId }) {
    if (secret === null) throw secretNeeded()
    const now = nowOf(ctx)
    const made: UserCredentials = { id: newId(), userId: personOf(ctx).userId, name, credentials, createdAt: now, updatedAt: now }
    await insertUserCredentials(ctx.tx, made)
    await keepPassword(ctx.tx, ctx.keys, { owner: { userCredentialsId: made.id }, organizationId, text: secret, now })
    ctx.record({ targetKind: 'warehouse_credentials', targetId: made.id, before: null, after: loggable(made) })
    return made
  },
})

/** Replaces credentials of the caller. A secret is kept only for the same kind of warehouse. Throws `not_found` for anybody else's. */
export const updateUserCredentials = writeOperation<
  SecretsCtx & { warehouses: Warehouses },
  NewCredentials & { id: string },
  Target & { organizationId: string },
  UserCredentials
>({
  name: 'warehouse_credentials.update',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, { id, name, credentials, secret }, { organizationId }) {
    const before = await own(ctx, id)
    if (secret === null && before.credentials.type !== credentials.type) throw secretNeeded()
    const after: UserCredentials = { ...before, name, credentials, updatedAt: nowOf(ctx) }
    await updateStoredCredentials(ctx.tx, after)
    if (secret !== null) await keepPassword(ctx.tx, ctx.keys, { owner: { userCredentialsId: id }, organizationId, text: secret, now: nowOf(ctx) })
    ctx.record({ targetKind: 'warehouse_credentials', targetId: id, before: loggable(before), after: { ...loggable(after), newSecret: secret !== null } })
    ctx.afterCommit(() => ctx.warehouses.closeAccount(id))
    return after
  },
})

/** Deletes credentials of the caller with their secret. Throws `not_found` for anybody else's. */
export const deleteUserCredentials = writeOperation<Ctx & { warehouses: Warehouses }, { id: string }, Target, void>({
  name: 'warehouse_credentials.delete',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, { id }) {
    const before = await own(ctx, id)
    await deleteStoredCredentials(ctx.tx, id)
    ctx.record({ targetKind: 'warehouse_credentials', targetId: id, before: loggable(before), after: null })
    ctx.afterCommit(() => ctx.warehouses.closeAccount(id))
  },
})

/** The credentials that the caller chose for a project, with which their queries sign in; else, not chosen, their first that could be; null without any. */
export const getCredentialsPreference = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, (UserCredentials & { isChosen: boolean }) | null>({
  name: 'warehouse_credentials.get_preference',
  action: 'project.view',
  target: projectTarget,
  async run(ctx, { projectId }, { project }) {
    const { userId } = personOf(ctx)
    const chosen = await findPreference(ctx.db, projectId, userId)
    if (chosen !== null) return { ...chosen, isChosen: true }
    const { type } = project.warehouse
    const first = (await listStored(ctx.db, userId)).find(({ credentials }) => credentials.type === type)
    return first === undefined ? null : { ...first, isChosen: false }
  },
})

/** Chooses which of the caller's own credentials a project uses for them. Throws `not_found` for anybody else's. */
export const setCredentialsPreference = writeOperation<ProjectCtx, { projectId: string; credentialsId: string }, ProjectTarget, void>({
  name: 'warehouse_credentials.prefer',
  action: 'credentials.choose',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, credentialsId }) {
    const { id, userId, name } = await own(ctx, credentialsId)
    await savePreference(ctx.tx, { projectId, userId, credentialsId: id })
    ctx.record({ targetKind: 'warehouse_credentials', targetId: id, before: null, after: { name, preferredIn: projectId } })
  },
})

/** Leaves it to the project which of the caller's own credentials it uses. Nothing to do where none were chosen. */
export const clearCredentialsPreference = writeOperation<ProjectCtx, { projectId: string }, ProjectTarget, void>({
  name: 'warehouse_credentials.prefer_none',
  action: 'credentials.choose',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId }) {
    const before = await deletePreference(ctx.tx, projectId, personOf(ctx).userId)
    if (before !== null) ctx.record({ targetKind: 'warehouse_credentials', targetId: before, before: { preferredIn: projectId }, after: null })
  },
})

async function own(ctx: Ctx & { tx: Parameters<typeof lockUserCredentials>[0] }, id: string): Promise<UserCredentials> {
  const found = await lockUserCredentials(ctx.tx, personOf(ctx).userId, id)
  if (found === null) throw new AppError('not_found', 'There are no warehouse credentials of yours with this id', { reason: 'credentials_missing' })
  return found
}

const secretNeeded = (): AppError =>
  new AppError('invalid', 'Enter the password, token or key file as well: there is none kept for this warehouse', {
    reason: 'validation',
    fields: [{ path: 'body.credentials', message: 'needs its secret' }],
  })

const loggable = ({ name, credentials }: UserCredentials): object => ({ name, ...credentials })

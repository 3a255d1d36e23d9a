import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { requireGroups } from '../groups/group-store.ts'
import { forgetAllAfterCommit, nowOf, organizationTarget, type IdentityCtx } from '../identity-ctx.ts'
import { requireMembers } from '../member-store.ts'
import { requireName } from '../require-name.ts'
import { deleteStoredAttribute, insertAttribute, listAttributesOf, replaceAttribute } from './attribute-store.ts'
import type { AttributeValues, UserAttribute } from './types.ts'

type AttributeTarget = Target & { organizationId: string; attribute: UserAttribute }
type AttributeKey = { attributeId: string }

/** Longer values are no names of regions, teams or customers. */
const longestValue = 2000

/** All user attributes of the organization with their values. */
export const listAttributes = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, UserAttribute[]>({
  name: 'attributes.list',
  action: 'attribute.manage',
  target: organizationTarget,
  run: (ctx, _input, { organizationId }) => listAttributesOf(ctx.db, organizationId),
})

/** Makes an attribute. `conflict` when the name is taken; `not_found` for people and groups of others: then nothing is made. */
export const createAttribute = writeOperation<IdentityCtx, AttributeValues, Target & { organizationId: string }, UserAttribute>({
  name: 'attributes.create',
  action: 'attribute.manage',
  writes: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const id = newId()
    const attribute = { ...(await checked(ctx.tx, organizationId, input)), id, organizationId }
    if (!(await insertAttribute(ctx.tx, { ...attribute, now: nowOf(ctx) }))) throw nameTaken(attribute.name)
    ctx.record({ targetKind: 'user_attribute', targetId: id, before: null, after: loggable(attribute) })
    forgetAllAfterCommit(ctx)
    return attributeNow(ctx.tx, organizationId, id)
  },
})

/** Makes an attribute what is given: values that are left out are gone. Queries follow at once. */
export const updateAttribute = writeOperation<IdentityCtx, AttributeKey & AttributeValues, AttributeTarget, UserAttribute>({
  name: 'attributes.update',
  action: 'attribute.manage',
  writes: true,
  target: attributeTarget,
  async run(ctx, input, { organizationId, attribute: before }) {
    const attribute = { ...(await checked(ctx.tx, organizationId, input)), id: before.id, organizationId }
    const outcome = await replaceAttribute(ctx.tx, attribute)
    if (outcome === 'missing') throw missing()
    if (outcome === 'name_taken') throw nameTaken(attribute.name)
    ctx.record({ targetKind: 'user_attribute', targetId: before.id, before: loggable(before), after: loggable(attribute) })
    forgetAllAfterCommit(ctx)
    return attributeNow(ctx.tx, organizationId, before.id)
  },
})

/** Deletes an attribute. Models that name it refuse from now on: a missing attribute never widens what is seen. */
export const deleteAttribute = writeOperation<IdentityCtx, AttributeKey, AttributeTarget, void>({
  name: 'attributes.delete',
  action: 'attribute.manage',
  writes: true,
  target: attributeTarget,
  async run(ctx, _input, { attribute }) {
    await deleteStoredAttribute(ctx.tx, attribute.id)
    ctx.record({ targetKind: 'user_attribute', targetId: attribute.id, before: loggable(attribute), after: null })
    forgetAllAfterCommit(ctx)
  },
})

async function attributeTarget(ctx: IdentityCtx, { attributeId }: AttributeKey): Promise<AttributeTarget> {
  const { organizationId } = await organizationTarget(ctx)
  const [attribute] = await listAttributesOf(ctx.db, organizationId, attributeId)
  if (attribute === undefined) throw missing()
  return { organizationId, attribute }
}

/** What is given with every person and group found. Nobody has two values of their own. */
async function checked(tx: Tx, organizationId: string, input: AttributeValues): Promise<AttributeValues> {
  const users = input.users.map(({ userId, value }) => ({ userId: userId.toLowerCase(), value }))
  const groups = input.groups.map(({ groupId, value }) => ({ groupId: groupId.toLowerCase(), value }))
  requireOnce(
    users.map(({ userId }) => userId),
    'users',
  )
  requireOnce(
    groups.map(({ groupId }) => groupId),
    'groups',
  )
  for (const value of [...users, ...groups].map((one) => one.value).concat(input.defaultValue ?? '')) requireValue(value)
  await requireMembers(
    tx,
    organizationId,
    users.map(({ userId }) => userId),
  )
  await requireGroups(
    tx,
    organizationId,
    groups.map(({ groupId }) => groupId),
  )
  return { name: requireName(input.name, 'A user attribute'), description: input.description, defaultValue: input.defaultValue, users, groups }
}

function requireOnce(ids: readonly string[], path: string): void {
  const twice = ids.find((id, place) => ids.indexOf(id) !== place)
  if (twice === undefined) return
  const message = `${twice} has two values: one each is possible`
  throw new AppError('invalid', message, { reason: 'twice', fields: [{ path, message }] })
}

function requireValue(value: string): void {
  if (value.length <= longestValue && !value.includes('\0')) return
  throw new AppError('invalid', `A value of a user attribute has at most ${longestValue} characters and no NUL`, { reason: 'value' })
}

async function attributeNow(tx: Tx, organizationId: string, id: string): Promise<UserAttribute> {
  const [attribute] = await listAttributesOf(tx, organizationId, id)
  if (attribute === undefined) throw new Error('a user attribute vanished inside its own transaction')
  return attribute
}

const loggable = ({ name, description, defaultValue, users, groups }: AttributeValues | UserAttribute): object => ({
  name,
  description: description ?? null,
  default: defaultValue,
  users: Object.fromEntries(users.map(({ userId, value }) => [userId, value])),
  groups: Object.fromEntries(groups.map(({ groupId, value }) => [groupId, value])),
})

const missing = (): AppError => new AppError('not_found', 'There is no such user attribute in your organization', { reason: 'attribute_missing' })

const nameTaken = (name: string): AppError => new AppError('conflict', `A user attribute named ${name} already exists`, { reason: 'name_taken' })

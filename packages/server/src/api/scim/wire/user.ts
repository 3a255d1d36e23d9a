import { z } from 'zod'
import { roleLadder } from '../../../access/role-ladder.ts'
import type { ScimUser, ScimUserWish } from '../../../domain/identity/scim/types.ts'
import { AppError } from '../../../platform/errors.ts'
import { withMeta, type Document, type Resource } from './resource.ts'
import { urns } from './urns.ts'

/** Some providers write it as a text: "True". */
const truth = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })])
const text = z.string().max(1000)
const valued = z.preprocess(
  (one) => (typeof one === 'string' ? { value: one } : one),
  z.looseObject({ value: text, type: text.nullish(), primary: truth.nullish() }),
)

/** What is read of a user; all else that providers send has no place here and is left out. */
const userRequest = z.looseObject({
  userName: text.trim().min(1),
  externalId: text.nullish(),
  name: z.looseObject({ givenName: text.nullish(), familyName: text.nullish(), formatted: text.nullish() }).nullish(),
  displayName: text.nullish(),
  emails: z.array(valued).max(100).nullish(),
  active: truth.nullish(),
  roles: z.array(valued).max(100).nullish(),
})
type UserRequest = z.infer<typeof userRequest>

const fullName = ({ firstName, lastName }: Pick<ScimUser, 'firstName' | 'lastName'>): string => `${firstName} ${lastName}`.trim()

/** A person as a resource; `base` is the address of the door. */
export function toUserResource(user: ScimUser, base: string): Resource {
  const document = {
    schemas: [urns.user],
    id: user.id,
    ...(user.externalId === null ? {} : { externalId: user.externalId }),
    userName: user.userName,
    name: { givenName: user.firstName, familyName: user.lastName, formatted: fullName(user) },
    displayName: fullName(user),
    emails: [{ value: user.email, type: 'work', primary: true }],
    active: user.active,
    roles: [{ value: user.role, display: user.role.replace('_', ' '), type: 'organization', primary: true }],
    groups: user.groups.map(({ id, name }) => ({ value: id, display: name, type: 'direct', $ref: `${base}/Groups/${id}` })),
  }
  return withMeta(document, { type: 'User', at: `${base}/Users`, created: user.createdAt, lastModified: user.updatedAt })
}

/** What a document says a person is. `current` is who they are already: what is left out of names and role stays. */
export function toUserWish(document: Document, current: ScimUser | null): ScimUserWish {
  const parsed = userRequest.safeParse(withKnownNames(document))
  if (!parsed.success) throw unreadable(parsed.error)
  const user = parsed.data
  const email = addressOf(user, current)
  return {
    userName: user.userName,
    externalId: user.externalId ?? null,
    email,
    ...namesOf(user, current, email),
    active: user.active ?? current?.active ?? true,
    role: roleOf(user),
  }
}

/** The primary address, else that for work, else any; without one, a user name that is an address. */
function addressOf({ emails, userName }: UserRequest, current: ScimUser | null): string {
  const given = emails?.find(({ primary }) => primary === true) ?? emails?.find(({ type }) => type?.toLowerCase() === 'work') ?? emails?.[0]
  const isAddress = userName.includes('@')
  // Who is called by their address keeps to it when only the name is changed.
  const followsName = current !== null && current.email === current.userName.toLowerCase() && (given === undefined || given.value === current.email)
  if (isAddress && (given === undefined || followsName)) return userName.toLowerCase()
  const email = given?.value ?? current?.email
  if (email === undefined) throw invalidValue('Give the user an address: in "emails", or as the "userName".')
  return email.trim().toLowerCase()
}

function namesOf({ name, displayName }: UserRequest, current: ScimUser | null, email: string): Pick<ScimUserWish, 'firstName' | 'lastName'> {
  const said = nonEmpty(name?.givenName) ?? nonEmpty(name?.familyName)
  const isOld = current !== null && (name?.givenName ?? '') === current.firstName && (name?.familyName ?? '') === current.lastName
  // Of a document whose parts are those we have, another name as a whole is the news.
  const isNewWhole = isOld && nonEmpty(displayName) !== null && displayName?.trim() !== fullName(current)
  if (said !== null && !isNewWhole) return { firstName: short(name?.givenName ?? ''), lastName: short(name?.familyName ?? '') }
  const whole = isNewWhole ? nonEmpty(displayName) : (nonEmpty(name?.formatted) ?? nonEmpty(displayName))
  if (whole !== null) {
    const [first = '', ...rest] = whole.split(/\s+/)
    return { firstName: short(first), lastName: short(rest.join(' ')) }
  }
  // Their names and nothing else: the rest of what they are may be what changes.
  if (current !== null) return { firstName: current.firstName, lastName: current.lastName }
  return { firstName: short(email.split('@')[0] ?? ''), lastName: '' }
}

const nonEmpty = (value: string | null | undefined): string | null => (value === undefined || value === null || value.trim() === '' ? null : value.trim())
const short = (name: string): string => name.trim().slice(0, 200)

/** The primary role, else the highest; null when none is said. */
function roleOf({ roles }: UserRequest): ScimUserWish['role'] {
  if (roles === undefined || roles === null || roles.length === 0) return null
  const known = roles.map(({ value, primary }) => {
    const role = roleLadder.find(
      (one) =>
        one ===
        value
          .trim()
          .toLowerCase()
          .replaceAll(/[\s-]+/g, '_'),
    )
    if (role === undefined) throw invalidValue(`There is no role "${value}". Roles are ${roleLadder.join(', ')}.`)
    return { role, isPrimary: primary === true }
  })
  const counting = known.some(({ isPrimary }) => isPrimary) ? known.filter(({ isPrimary }) => isPrimary) : known
  return roleLadder.findLast((role) => counting.some((one) => one.role === role)) ?? null
}

const names = ['userName', 'externalId', 'name', 'displayName', 'emails', 'active', 'roles']

/** Attributes have one name in any case. */
export const withKnownNames = (document: Document, known: readonly string[] = names): Document =>
  Object.fromEntries(Object.entries(document).map(([key, value]) => [known.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key, value]))

/** What does not fit a document, in the words of the format. */
export const unreadable = (error: z.ZodError): AppError => invalidValue(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))

const invalidValue = (message: string): AppError => new AppError('invalid', message, { reason: 'invalidValue' })

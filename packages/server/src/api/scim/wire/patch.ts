import { z } from 'zod'
import { AppError } from '../../../platform/errors.ts'
import { attributePath, parseFilter, type Filter, type FilterValue } from '../../../domain/identity/scim/filter.ts'
import type { Document } from './resource.ts'

/** A PATCH of RFC 7644 §3.5.2. Some providers write the operation with a capital letter. */
export const patchBody = z.object({
  schemas: z.array(z.string()).optional(),
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .transform((text) => text.toLowerCase())
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().max(4000).nullish(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(1000),
})
type Operation = z.infer<typeof patchBody>['Operations'][number]

const multiValued = new Set(['emails', 'roles', 'members', 'phonenumbers', 'addresses', 'photos', 'ims', 'entitlements', 'x509certificates'])
const readOnly = new Set(['id', 'meta', 'schemas', 'groups'])

/**
 * The document after the operations, in order; the given one stays as it is. Attributes that a schema of ours does not
 * have are let in, for who reads the result to leave out. Throws `invalid` (`invalidPath`, `noTarget`, `mutability`,
 * `invalidValue`).
 */
export function patchDocument(document: Document, operations: readonly Operation[]): Document {
  const patched = structuredClone(document)
  const effort: Effort = { comparisons: 0 }
  for (const operation of operations) applyOperation(patched, operation, effort)
  return patched
}

/** What filters of one PATCH may cost together: some seconds, in which nobody else is answered. */
type Effort = { comparisons: number }
const mostComparisons = 10_000_000

function applyOperation(document: Document, { op, path, value }: Operation, effort: Effort): void {
  if (path !== undefined && path !== null && path.trim() !== '') {
    const place = parsePath(path)
    if (place === null) return
    if (readOnly.has(place.attribute)) throw new AppError('invalid', `"${path}" cannot be changed.`, { reason: 'mutability' })
    change(document, op, place, value, effort)
    return
  }
  if (op === 'remove') throw new AppError('invalid', 'An operation "remove" needs a path.', { reason: 'noTarget' })
  if (!isDocument(value)) throw new AppError('invalid', `An operation "${op}" without a path needs an object as its value.`, { reason: 'invalidValue' })
  for (const [key, part] of Object.entries(value)) {
    const place = parsePath(key)
    // Whole resources are sent too, with what only the server writes.
    if (place !== null && !readOnly.has(place.attribute)) change(document, op, place, part, effort)
  }
}

type Place = { attribute: string; written: string; filter: Filter | null; sub: string | null }

/** `attr`, `attr.sub`, `attr[filter]`, `attr[filter].sub`; null for attributes of schemas that are not ours. */
function parsePath(text: string): Place | null {
  const bare = text.trim().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/i, '')
  if (/^urn:/i.test(bare)) return null
  const [, written = '', filter, sub] = /^([a-z$][\w$-]*)(?:\[(.*)\])?(?:\.([a-z$][\w$-]*))?$/is.exec(bare) ?? []
  if (written === '') throw new AppError('invalid', `"${text}" is no path of an attribute.`, { reason: 'invalidPath' })
  return { attribute: attributePath(written), written, filter: filter === undefined ? null : parseFilter(filter), sub: sub ?? null }
}

function change(document: Document, op: Operation['op'], place: Place, value: unknown, effort: Effort): void {
  const key = keyIn(document, place.written)
  if (place.filter !== null) changeChosen(document, key, op, { ...place, filter: place.filter }, value, effort)
  else if (place.sub !== null) changePart(document, key, op, place.sub, value)
  else changeWhole(document, key, op, place.attribute, value)
}

/** Values of a list that a filter chooses. */
function changeChosen(
  document: Document,
  key: string,
  op: Operation['op'],
  { filter, sub, written }: Place & { filter: Filter },
  value: unknown,
  effort: Effort,
): void {
  const all = listAt(document, key)
  effort.comparisons += all.length * conditionsOf(filter)
  if (effort.comparisons > mostComparisons) {
    throw new AppError('invalid', `The filters of this PATCH look at too many values of "${written}". Send its operations in several requests.`, {
      reason: 'tooMany',
    })
  }
  const chosen = all.filter((one) => fits(one, filter))
  if (op === 'remove') {
    const gone = new Set(chosen)
    if (sub === null) document[key] = all.filter((one) => !gone.has(one))
    else for (const one of chosen) delete one[keyIn(one, sub)]
    return
  }
  if (chosen.length === 0) {
    // Providers replace the work address of who has none yet: it is added as the filter describes it.
    const described = describedBy(filter)
    if (described === null) throw new AppError('invalid', `There is no value of "${written}" that the filter fits.`, { reason: 'noTarget' })
    all.push(described)
    chosen.push(described)
    document[key] = all
  }
  for (const one of chosen) {
    if (sub !== null) one[keyIn(one, sub)] = value
    else if (isDocument(value)) Object.assign(one, value)
    else throw new AppError('invalid', `A value of "${written}" is an object.`, { reason: 'invalidValue' })
  }
}

/** One part of an object (`name.familyName`), or of all values of a list. */
function changePart(document: Document, key: string, op: Operation['op'], sub: string, value: unknown): void {
  const held = document[key]
  if (Array.isArray(held)) {
    for (const one of held.filter(isDocument)) setOrDelete(one, sub, op, value)
    return
  }
  const object = isDocument(held) ? held : {}
  setOrDelete(object, sub, op, value)
  document[key] = object
}

function setOrDelete(object: Document, name: string, op: Operation['op'], value: unknown): void {
  if (op === 'remove') delete object[keyIn(object, name)]
  else object[keyIn(object, name)] = value
}

function changeWhole(document: Document, key: string, op: Operation['op'], attribute: string, value: unknown): void {
  const held = document[key]
  if (multiValued.has(attribute) || Array.isArray(held)) {
    const given = (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(asValue)
    const all = listAt(document, key)
    const without = (some: Document[], others: Document[]): Document[] => {
      const taken = new Set(others.map(nameOf))
      return some.filter((one) => !taken.has(nameOf(one)))
    }
    if (op === 'replace') document[key] = given
    // Without values to remove it is the whole attribute that goes.
    else if (op === 'remove') document[key] = given.length === 0 ? [] : without(all, given)
    else document[key] = [...withoutPrimary(all, given), ...without(given, all)]
    return
  }
  if (op === 'remove') delete document[key]
  else if (isDocument(held) && isDocument(value)) for (const [name, part] of Object.entries(value)) held[keyIn(held, name)] = part
  else document[key] = value
}

/** There is one primary value: a new one takes the place of the old. */
const withoutPrimary = (all: Document[], given: readonly Document[]): Document[] =>
  given.some((one) => one['primary'] === true) ? all.map((one) => ({ ...one, primary: false })) : all

/** By what values of a list are told apart. */
const nameOf = (one: Document): string => String(one['value']).toLowerCase()

const asValue = (value: unknown): Document => (isDocument(value) ? value : { value })

function listAt(document: Document, key: string): Document[] {
  const held = document[key]
  return Array.isArray(held) ? held.map(asValue) : []
}

/** How many conditions a filter asks of each value. */
function conditionsOf(filter: Filter): number {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.filters.reduce((sum, part) => sum + conditionsOf(part), 0)
    case 'not':
      return conditionsOf(filter.filter)
    default:
      return 1
  }
}

/** Whether a value of a list is what a filter describes. */
function fits(one: Document, filter: Filter): boolean {
  switch (filter.op) {
    case 'and':
      return filter.filters.every((part) => fits(one, part))
    case 'or':
      return filter.filters.some((part) => fits(one, part))
    case 'not':
      return !fits(one, filter.filter)
    case 'pr':
      return partOf(one, filter.path) !== undefined
    default:
      return compare(partOf(one, filter.path), filter.op, filter.value)
  }
}

const partOf = (one: Document, path: string): unknown => one[keyIn(one, path)]

function compare(held: unknown, op: string, wanted: FilterValue): boolean {
  const [left, right] = [held, wanted].map((value) => (value === null || value === undefined ? '' : String(value as string)).toLowerCase()) as [string, string]
  switch (op) {
    case 'eq':
      return left === right
    case 'ne':
      return left !== right
    case 'co':
      return left.includes(right)
    case 'sw':
      return left.startsWith(right)
    case 'ew':
      return left.endsWith(right)
    default:
      throw new AppError('invalid', `Values in a list are not compared with "${op}".`, { reason: 'invalidFilter' })
  }
}

/** A new value that `type eq "work"`, or several of these joined by `and`, would choose; null for any other filter. */
function describedBy(filter: Filter): Document | null {
  if (filter.op === 'eq') return { [filter.path]: filter.value }
  if (filter.op !== 'and') return null
  const parts = filter.filters.map(describedBy)
  return parts.includes(null) ? null : (Object.assign({}, ...parts) as Document)
}

/** Attributes have one name in any case: that of the document, else as it was written. */
const keyIn = (document: Document, name: string): string => Object.keys(document).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name

const isDocument = (value: unknown): value is Document => typeof value === 'object' && value !== null && !Array.isArray(value)

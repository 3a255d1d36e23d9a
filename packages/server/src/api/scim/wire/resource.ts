import { createHash } from 'node:crypto'
import { AppError } from '../../../platform/errors.ts'

/** A resource as JSON. */
export type Document = Record<string, unknown>

type Meta = { resourceType: string; created: string; lastModified: string; location: string; version: string }
export type Resource = Document & { id: string; meta: Meta }

/** Completes a resource with its `meta`. The version is the hash of what the client sees: it changes with anything in it. */
export function withMeta(
  document: Document & { id: string },
  { type, at, created, lastModified }: { type: string; at: string; created: Date; lastModified: Date },
): Resource {
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 16)
  return {
    ...document,
    meta: {
      resourceType: type,
      created: created.toISOString(),
      lastModified: lastModified.toISOString(),
      location: `${at}/${document.id}`,
      version: `W/"${hash}"`,
    },
  }
}

/** Throws `conflict` (`version_mismatch`) when `If-Match` names another version than the one that is there. */
export function requireVersion(header: string | string[] | undefined, { meta }: Resource): void {
  if (header === undefined || matches(header, meta.version)) return
  throw new AppError('conflict', 'The resource has changed: read it again, then change what it is now.', { reason: 'version_mismatch' })
}

/** Whether a header of the kind of `If-Match` or `If-None-Match` names the version; weak or not is the same. */
export function matches(header: string | string[] | undefined, version: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '')
  return String(header ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || bare(tag) === bare(version))
}

export type Projection = { attributes?: string | undefined; excludedAttributes?: string | undefined }

/** The attributes that were asked for, or all but those that were not wanted; `id` and `schemas` always. */
export function project(resource: Resource, { attributes, excludedAttributes }: Projection): Document {
  const wanted = namesIn(attributes)
  const unwanted = namesIn(excludedAttributes)
  const stays = (key: string): boolean => {
    const name = key.toLowerCase()
    if (name === 'id' || name === 'schemas') return true
    return wanted.size > 0 ? wanted.has(name) : !unwanted.has(name)
  }
  return Object.fromEntries(Object.entries(resource).filter(([key]) => stays(key)))
}

/** Names of whole attributes: who asks for a part of one gets all of it. */
const namesIn = (list = ''): Set<string> =>
  new Set(
    list
      .split(',')
      .map(
        (path) =>
          path
            .trim()
            .replace(/^urn:.*:(?=[^:]+$)/i, '')
            .split('.')[0]
            ?.toLowerCase() ?? '',
      )
      .filter((name) => name !== ''),
  )

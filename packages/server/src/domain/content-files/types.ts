import type { ContentFile, ContentKind, SourceText } from '@atrium/documents'
import type { Problem } from '@atrium/semantic'
import type { Resource } from '../../resources/resource.ts'

/** What a push does with one piece of content. */
export type PushAction = 'create' | 'update' | 'unchanged' | 'delete'

export type PlannedChange = {
  action: PushAction
  kind: ContentKind
  slug: string
  name: string
  /** Of the file; null for what goes. */
  path: string | null
  /** As text: as it is, and as it will be; null where it is not there. */
  before: string | null
  after: string | null
}

export type PushOutcome = {
  changes: readonly PlannedChange[]
  /** With one of them nothing is done. */
  problems: readonly Problem[]
  /** What to know beside: files of other formats, and what became of them. */
  notes: readonly Problem[]
  /** Another one as soon as the files, or what they change, are others. */
  version: string
  /** Whether it was done. */
  applied: boolean
}

export type PushContent = {
  projectId: string
  files: readonly SourceText[]
  /** Whether content that no file holds is deleted. */
  deletes: boolean
  /** Only says what would happen. */
  dryRun: boolean
  /** Of the plan that was looked at; `conflict` for any other. */
  expectedVersion?: string
}

/** A piece of content that is there. */
export type Existing = { resource: Resource; content: ContentFile; text: string }

/** What a project holds, as far as the caller may see it. */
export type ProjectContent = {
  /** By `keyOf`. */
  existing: ReadonlyMap<string, Existing>
  /** The slug that content gets whose own is taken by something the caller may not see, by key; see `standInsFor`. */
  standIns: ReadonlyMap<string, string>
}

/** What a key is made of. */
export function ofKey(key: string): { kind: ContentKind; slug: string } {
  const [kind = '', slug = ''] = key.split(':')
  return { kind: kind as ContentKind, slug }
}

/** Kind and slug: what content is known by. */
export const keyOf = ({ kind, slug }: { kind: ContentKind; slug: string }): string => `${kind}:${slug}`

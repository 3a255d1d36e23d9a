import { createHash } from 'node:crypto'
import type { ContentKind } from '@atrium/documents'

/** How many are looked at: one may be taken by somebody else who could not see what has the slug either. */
const candidates = 4

/** So many characters of a slug leave room for what is added: files take slugs of 200. */
const mostOwn = 191

/**
 * Slugs that may stand in for one that is taken by content which the pusher may not see. Saying so would tell what there is
 * in closed spaces, and so would refusing it; counting up would make another copy with each push. These are the same each
 * time, so that the next push finds what this one made.
 */
export const standInsFor = ({ projectId, kind, slug }: { projectId: string; kind: ContentKind; slug: string }): string[] =>
  Array.from({ length: candidates }, (_, place) => {
    const mark = createHash('sha256')
      .update(JSON.stringify([projectId, kind, slug, place]))
      .digest('hex')
      .slice(0, 8)
    return `${slug.slice(0, mostOwn).replace(/-+$/, '')}-${mark}`
  })

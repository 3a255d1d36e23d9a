import type { DraftKind } from '../api/drafts.ts'
import { newUuid } from '../api/new-uuid.ts'
import type { UnsavedDraft } from './draft-store.ts'

type Kept<D> = UnsavedDraft<D> & { keptAt: number }

/** What this browser keeps of a draft for one page that edits it. Each page has a copy of its own: two tabs overwrite nothing of each other. */
export type UnsavedCopy<D> = {
  /** What a page before could not save; null when all was saved. Of several it is the latest; the others wait for the next page. */
  found: UnsavedDraft<D> | null
  /** Keeps what is not saved, so that neither a closed tab nor an absent server takes it; null forgets it, and what was found. */
  keep(draft: UnsavedDraft<D> | null): void
}

/** Opens the copy of one page. Throws nothing: without room in the browser the page still holds the draft, and says so before it is left. */
export function openUnsavedCopy<D>(userUuid: string, kind: DraftKind, uuid: string): UnsavedCopy<D> {
  const prefix = `atrium-unsaved-draft:${userUuid}:${kind}:${uuid}`
  const own = `${prefix}:${newUuid()}`
  const found = latest<D>(prefix)
  return {
    found: found?.draft ?? null,
    keep(draft) {
      try {
        if (draft !== null) return localStorage.setItem(own, JSON.stringify({ ...draft, keptAt: Date.now() } satisfies Kept<D>))
        localStorage.removeItem(own)
        // Another tab may have gone on with it: then it is not what was found here.
        if (found !== null && localStorage.getItem(found.key) === found.text) localStorage.removeItem(found.key)
      } catch {
        // No room, or none that may be used.
      }
    },
  }
}

function latest<D>(prefix: string): { key: string; text: string; draft: UnsavedDraft<D> } | null {
  try {
    const copies = Object.keys(localStorage).flatMap((key) => {
      const text = key.startsWith(prefix) ? localStorage.getItem(key) : null
      if (text === null) return []
      const { keptAt = 0, ...draft } = JSON.parse(text) as UnsavedDraft<D> & Partial<Kept<D>>
      return [{ key, text, draft, keptAt }]
    })
    return copies.toSorted((a, b) => b.keptAt - a.keptAt)[0] ?? null
  } catch {
    return null
  }
}

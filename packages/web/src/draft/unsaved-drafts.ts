import type { DraftKind } from '../api/drafts.ts'
import type { UnsavedDraft } from './draft-store.ts'

const keyOf = (userUuid: string, kind: DraftKind, uuid: string): string => `atrium-unsaved-draft:${userUuid}:${kind}:${uuid}`

/** What a page of this person could not save before it was closed; null when all was saved. */
export function findUnsaved<D>(userUuid: string, kind: DraftKind, uuid: string): UnsavedDraft<D> | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(userUuid, kind, uuid)) ?? 'null') as UnsavedDraft<D> | null
  } catch {
    return null
  }
}

/** Keeps what is not saved in this browser, so that neither a closed tab nor an absent server takes it; null forgets it. */
export function keepUnsaved<D>(userUuid: string, kind: DraftKind, uuid: string, draft: UnsavedDraft<D> | null): void {
  const key = keyOf(userUuid, kind, uuid)
  try {
    if (draft !== null) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // No room in this browser: the page still holds it, and says so before it is left.
  }
}

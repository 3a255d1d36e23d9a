import { useQueryClient, useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { getDraft, refreshAround, saveDraft, type DraftKind, type DraftOnServer } from '../api/drafts.ts'
import { userQuery } from '../api/session.ts'
import { createDraftStore, type DraftState, type DraftStore } from './draft-store.ts'
import { openUnsavedCopy } from './unsaved-drafts.ts'

export type OpenDraft<D> = {
  kind: DraftKind
  uuid: string
  state: DraftState<D>
  store: DraftStore<D>
  /** What was published when the draft was opened. */
  published: DraftOnServer<D>['published']
}

/** Opens a draft for editing: it is saved by itself, and what is told of the thing elsewhere is asked anew once it is left. */
export function useDraft<D>(kind: DraftKind, uuid: string, start: DraftOnServer<D>, merge?: (base: D, mine: D, theirs: D) => D | null): OpenDraft<D> {
  const queryClient = useQueryClient()
  const userUuid = useQuery(userQuery).data?.userUuid ?? ''
  const [store] = useState(() => {
    const copy = openUnsavedCopy<D>(userUuid, kind, uuid)
    return createDraftStore<D>({
      start,
      unsaved: copy.found,
      save: (draft) => saveDraft(kind, uuid, draft),
      load: () => getDraft<D>(kind, uuid),
      keep: copy.keep,
      ...(merge === undefined ? {} : { merge }),
    })
  })
  const state = useSyncExternalStore(store.subscribe, store.state)
  useEffect(() => {
    store.open()
    return () => {
      void store.close().then(() => refreshAround(queryClient, kind))
    }
  }, [store, queryClient, kind])
  const isHeld = state.save.is === 'away' || state.save.is === 'refused' || state.save.is === 'gone' || state.save.is === 'conflict'
  useEffect(() => {
    if (!isHeld) return
    // This browser keeps it, but the person may go to another one.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isHeld])
  return { kind, uuid, state, store, published: start.published }
}

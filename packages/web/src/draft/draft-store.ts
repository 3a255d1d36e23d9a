import { stepBetween } from '@atrium/documents'
import { ApiError, failedForAbsence } from '../api/api-error.ts'
import type { DraftContent, DraftOnServer, SavedDraft } from '../api/drafts.ts'
import { messageOf } from '../api/message-of.ts'
import { redone, undone, withEdit } from './draft-steps.ts'

/** How far what is on the page is on the server too. */
export type SaveState =
  | { is: 'saved' | 'waiting' | 'saving' }
  /** No answer came; it is tried again. */
  | { is: 'away' }
  /** The server did not take it; it is tried again with the next edit, and by itself where that may help. */
  | { is: 'refused'; message: string; isPassing?: true }
  /** What is edited is in the trash, or somebody took the right away. */
  | { is: 'gone'; message: string }
  /** Somebody else was first. Nothing is saved until it is decided whose changes count. */
  | { is: 'conflict' }

export type DraftState<D> = DraftContent<D> & {
  save: SaveState
  /** Of the draft on the server; null where there is none yet. */
  version: string | null
  /** The published version that it began from. */
  baseVersion: number
  /** When it was last saved, by whomever; null for one that is not begun. */
  savedAt: string | null
  /** What somebody else saved or published meanwhile, in a conflict. */
  theirs: DraftOnServer<D> | null
  /** What both began from, in a conflict; null: that is not known. */
  base: D | null
}

/** What is not on the server yet, with the version that it is based on. */
export type UnsavedDraft<D> = DraftContent<D> & Pick<DraftState<D>, 'version' | 'baseVersion'>

export type DraftStore<D> = {
  /** For `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void
  state(): DraftState<D>
  /** Another state of the document, as one step. */
  edit(document: D): void
  undo(): void
  redo(): void
  /** Saves what is not saved yet; answers whether all is. */
  flush(): Promise<boolean>
  /** Ends a conflict: with what they have, or with ours or what became of both, to which theirs is one step back. */
  decide(whose: 'theirs' | 'ours' | { both: D }): void
  /** Looks at what is on the server: another draft than ours is a conflict. */
  compare(): Promise<void>
  /** The draft was published or discarded: nothing of it is saved any more. */
  forget(): void
  /** Saves at once what is waiting, and no more after that; through when that is done. */
  close(): Promise<void>
  /** Takes up saving again after `close`. */
  open(): void
}

type Given<D> = {
  start: DraftOnServer<D>
  /** What an earlier page could not save any more. */
  unsaved: UnsavedDraft<D> | null
  save(draft: UnsavedDraft<D>): Promise<SavedDraft>
  load(): Promise<DraftOnServer<D>>
  /** What two people made of one state, as one; null where that cannot be, and in the absence of it never: then the person decides. */
  merge?: (base: D, mine: D, theirs: D) => D | null
  /** Keeps what is not saved beyond the life of the page; null: all is saved. */
  keep(unsaved: UnsavedDraft<D> | null): void
}

/** From an edit until it is sent: all edits within are sent together, and together with the answer they stay below a second. */
const saveAfterMs = 600
/** From one try without an answer to the next. */
const tryAgainMs = [1000, 2000, 4000, 8000]

/** A draft while it is edited: keeps its steps, saves it by itself, overwrites nobody, and loses nothing. */
export function createDraftStore<D>({ start, unsaved, save, load, merge, keep }: Given<D>): DraftStore<D> {
  let state = firstState(start, unsaved)
  let timer: ReturnType<typeof setTimeout> | null = null
  let sending: Promise<void> | null = null
  let failures = 0
  let isClosed = false
  /** The state of the server that this page's edits began from; null: of an earlier page, and not known. */
  let known: D | null = unsaved === null || isFrom(start, unsaved) ? (start.draft ?? start.published).document : null
  /** What saves tried to write that had no answer: found on the server, it is our own. */
  let unanswered: D[] = []
  const listeners = new Set<() => void>()

  const set = (change: Partial<DraftState<D>>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const schedule = (ms: number): void => {
    if (isClosed || sending !== null) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void send(), ms)
  }
  const change = (content: DraftContent<D>): void => {
    if (content.document === state.document) return
    // Without an answer it is tried again by itself; a conflict waits for a decision.
    const isHeld = state.save.is === 'conflict' || state.save.is === 'away'
    set({ ...content, ...(isHeld ? {} : { save: { is: sending === null ? 'waiting' : 'saving' } }) })
    keep(unsavedOf(state))
    // A timer that runs already stays: who edits without a pause is saved all the same.
    if (!isHeld && timer === null) schedule(saveAfterMs)
  }

  const send = async (): Promise<void> => {
    timer = null
    if (sending !== null || isSettled(state.save)) return sending ?? undefined
    sending = transmit().finally(() => {
      sending = null
      if (state.save.is === 'waiting' && isClosed) void send()
      else if (state.save.is === 'waiting') schedule(saveAfterMs)
      else if (isPassing(state.save)) schedule(tryAgainMs[Math.min(failures, tryAgainMs.length) - 1] ?? 0)
    })
    return sending
  }
  const transmit = async (): Promise<void> => {
    const draft = unsavedOf(state)
    // Each try without an answer looks like the one before: nobody is told over and over.
    if (state.save.is !== 'away') set({ save: { is: 'saving' } })
    unanswered.push(draft.document)
    try {
      const saved = await save(draft)
      failures = 0
      settle(saved, draft.document)
    } catch (error) {
      await failed(error)
    }
  }
  /** What is on the server now is `document`. */
  const settle = ({ version, baseVersion, savedAt }: SavedDraft, document: D): void => {
    const isAll = state.document === document
    unanswered = []
    known = document
    set({ version, baseVersion, savedAt, theirs: null, base: null, save: { is: isAll ? 'saved' : 'waiting' } })
    keep(isAll ? null : unsavedOf(state))
  }
  const failed = async (error: unknown): Promise<void> => {
    failures += 1
    if (failedForAbsence(error)) return set({ save: { is: 'away' } })
    if (!(error instanceof ApiError)) return set({ save: { is: 'refused', message: messageOf(error) } })
    if (error.statusCode === 409) return compare()
    if (error.statusCode === 404 || error.statusCode === 403) return set({ save: { is: 'gone', message: messageOf(error) } })
    const isTooMuch = error.statusCode === 429 || error.statusCode === 503
    set({ save: { is: 'refused', message: messageOf(error), ...(isTooMuch ? { isPassing: true } : {}) } })
  }
  /** Begins anew from what is on the server. */
  const begin = (there: DraftOnServer<D>): void => {
    unanswered = []
    known = (there.draft ?? there.published).document
    set(firstState(there, null))
    keep(null)
  }
  /** Puts what was made here into what somebody else saved meanwhile; false where it does not fit, or nobody knows how. */
  const goOnWith = (there: DraftOnServer<D>, theirs: D): boolean => {
    const merged = known === null ? null : (merge?.(known, state.document, theirs) ?? null)
    if (merged === null) return false
    const seen = firstState(there, null)
    unanswered = []
    known = theirs
    set({ ...seen, ...withEdit(contentOf(seen), merged), save: { is: 'waiting' } })
    keep(unsavedOf(state))
    return true
  }
  const compare = async (): Promise<void> => {
    try {
      const theirs = await load()
      const { draft } = theirs
      const own = draft === null ? undefined : [...unanswered, state.document].find((document) => isSame(document, draft.document))
      if (draft !== null && own !== undefined) return settle(draft, own)
      if (draft === null && isSame(theirs.published.document, state.document)) begin(theirs)
      else if (draft === null || !goOnWith(theirs, draft.document)) set({ theirs, base: known, save: { is: 'conflict' } })
    } catch (error) {
      await failed(error)
    }
  }

  if (state.save.is === 'waiting') schedule(0)
  // What an earlier page kept is on the server by now.
  else if (unsaved !== null && state.save.is === 'saved') keep(null)
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    edit: (document) => change(withEdit(contentOf(state), document)),
    undo: () => change(undone(contentOf(state))),
    redo: () => change(redone(contentOf(state))),
    async flush() {
      for (;;) {
        if (timer !== null) clearTimeout(timer)
        timer = null
        if (sending !== null) await sending
        else if (state.save.is === 'waiting' || state.save.is === 'refused' || state.save.is === 'gone' || state.save.is === 'away') await transmitOnce()
        if (sending === null && state.save.is !== 'waiting') return state.save.is === 'saved'
      }
    },
    decide(whose) {
      const { theirs } = state
      if (theirs === null) return
      if (whose === 'theirs') return begin(theirs)
      const seen = firstState(theirs, null)
      const ours = withEdit(contentOf(seen), whose === 'ours' ? state.document : whose.both)
      set({ ...seen, ...ours, save: { is: 'waiting' } })
      keep(unsavedOf(state))
      schedule(0)
    },
    async compare() {
      await compare()
      if (state.save.is === 'waiting') schedule(0)
    },
    forget() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      timer = null
      set({ save: { is: 'saved' } })
      keep(null)
    },
    async close() {
      isClosed = true
      if (timer === null) return sending ?? undefined
      clearTimeout(timer)
      return send()
    },
    open() {
      isClosed = false
      if (state.save.is === 'waiting' || isPassing(state.save)) schedule(saveAfterMs)
    },
  }

  async function transmitOnce(): Promise<void> {
    set({ save: { is: 'waiting' } })
    await send()
  }
}

const contentOf = <D>({ document, undo, redo }: DraftContent<D>): DraftContent<D> => ({ document, undo, redo })
const unsavedOf = <D>(state: DraftState<D>): UnsavedDraft<D> => ({ ...contentOf(state), version: state.version, baseVersion: state.baseVersion })
const isSame = (a: unknown, b: unknown): boolean => stepBetween(a, b).length === 0
const isPassing = (save: SaveState): boolean => save.is === 'away' || (save.is === 'refused' && save.isPassing === true)
/** Whether that was begun from what is on the server. */
const isFrom = <D>({ draft, published }: DraftOnServer<D>, { version, baseVersion }: UnsavedDraft<D>): boolean =>
  draft === null ? version === null && baseVersion === published.number : version === draft.version
const isSettled = ({ is }: SaveState): boolean => is === 'saved' || is === 'conflict'

/** The draft on the server, or what is published; with what was not saved on top, as far as nobody else was faster. */
function firstState<D>(start: DraftOnServer<D>, unsaved: UnsavedDraft<D> | null): DraftState<D> {
  const { draft, published } = start
  const base: DraftState<D> = {
    document: draft?.document ?? published.document,
    undo: draft?.undo ?? [],
    redo: draft?.redo ?? [],
    version: draft?.version ?? null,
    baseVersion: draft?.baseVersion ?? published.number,
    savedAt: draft?.savedAt ?? null,
    save: { is: 'saved' },
    theirs: null,
    base: null,
  }
  if (unsaved === null || isSame(unsaved.document, base.document)) return base
  if (unsaved.version === base.version) return { ...base, ...contentOf(unsaved), baseVersion: unsaved.baseVersion, save: { is: 'waiting' } }
  return { ...base, ...contentOf(unsaved), theirs: start, save: { is: 'conflict' } }
}

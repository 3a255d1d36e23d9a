import type { Action } from '../../access/actions.ts'
import type { Person, Resource } from '../../resources/resource.ts'
import type { WithDraftMark } from '../content/drafts/with-draft-marks.ts'

/** Which revision of a notebook viewers have as its app, since when and by whom. */
export type Publication = {
  revision: number
  at: Date
  by: Person | null
  /** What viewers see before they ask for something else; null: the app runs when it is opened. */
  results: PublishedResults | null
}

/** The run whose results viewers see, and since when. `isPinned`: chosen by hand, and not computed anew because of its age. */
export type PublishedResults = { runId: string; sessionId: string; at: Date; isPinned: boolean }

/** Whether there is an app, and whether the notebook has gone on since: of that only those know who may change it. */
export type NotebookStatus = 'never' | 'changed' | 'published'

/** A notebook without what is in it, as somebody sees it. */
export type NotebookHead = Omit<Resource, 'spec'> &
  WithDraftMark & {
    /** Null: it was never published. */
    publication: Publication | null
    status: NotebookStatus
    /** What the caller may do with it, so that pages need not decide again. */
    abilities: readonly Action[]
  }

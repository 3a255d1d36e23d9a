import { loggedState } from '../content/logged-state.ts'
import type { NotebookHead } from './types.ts'

/** What the change log keeps of a notebook: its head, and which revision is published. */
export const loggedNotebook = (notebook: NotebookHead): object => ({
  ...loggedState({ ...notebook, spec: {} }),
  published: notebook.publication?.revision ?? null,
})

import { appToRun, type NotebookGraph } from '@atrium/documents'
import { storeOf } from '../../content/content-ctx.ts'
import type { CellsScope } from '../execution/run-cells-port.ts'
import { withoutForeignFiles } from './run-as-seen.ts'
import { heldInputs, openInputs } from './session-inputs.ts'
import { listOutcomes } from './session-store.ts'
import { documentOf, isOfRun, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

export type SessionScope = CellsScope & {
  versionId: string | null
  /** Cells of which whoever works here sees what came of them; null: all. */
  shown: ReadonlySet<string> | null
}

/** What a session runs and knows, as it is now. */
export async function scopeOf(ctx: SessionsCtx, target: SessionTarget): Promise<SessionScope> {
  const { session } = target
  // What a run says of its cells is the word of whoever runs it.
  return scopeWith(ctx, target, await (isOfRun(session) ? listOutcomes(storeOf(ctx), session.id) : ctx.sessions.outcomes(session.id)))
}

/** The same, knowing this of its cells. */
export async function scopeWith(ctx: SessionsCtx, target: SessionTarget, outcomes: SessionScope['kept']): Promise<SessionScope> {
  const { session, resource } = target
  const [{ document, versionId }, project] = await Promise.all([documentOf(ctx, target), ctx.projects.project(resource.projectId)])
  const { inputs, kept } = withoutForeignFiles(ctx, target, document, { inputs: session.inputs, kept: outcomes })
  const isApp = session.kind !== 'notebook'
  const shown = isApp ? new Set(document.app.elements.map(({ cellId }) => cellId)) : null
  return {
    project,
    notebookId: resource.id,
    document,
    versionId,
    shown,
    inputs: new Map(Object.entries(heldInputs(openInputs(document, session), inputs))),
    kept,
    occasion: isApp ? 'app' : 'logic',
    ...(shown === null ? {} : { only: cellsOfApp((await ctx.notebooks.read(document)).graph, shown) }),
    ...(session.attributes === null ? {} : { attributes: session.attributes }),
  }
}

/** What an app needs. Nobody who only looks writes anything: that is for runs, and for buttons that say so. */
const cellsOfApp = (graph: NotebookGraph, shown: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(appToRun(graph, { shown: [...shown].filter((id) => graph.cells.has(id)), writes: false }))

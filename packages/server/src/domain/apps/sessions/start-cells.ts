import { dependents } from '@atrium/documents'
import { requireAction } from '../../content/content-target.ts'
import { runCells } from '../execution/run-cells.ts'
import type { WantedCells } from '../execution/run-cells-port.ts'
import { scopeOf, type SessionScope } from './session-scope.ts'
import { changeInput } from './session-store.ts'
import { openSessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

export type StartCells = {
  sessionId: string
  wanted: WantedCells
  isOfInputs?: boolean
  /** False: the warehouse is asked anew. */
  usesCachedSql?: boolean
  /** Run buttons that began it. */
  pressed?: readonly string[]
}

/**
 * Runs cells in a session when their turn comes, with what is saved and given then. Who may not work in it any more by then runs nothing.
 * Throws `conflict`, `limit_exceeded`.
 */
export async function startCells(ctx: SessionsCtx, { sessionId, wanted, isOfInputs = false, usesCachedSql, pressed = [] }: StartCells): Promise<void> {
  await ctx.sessions.run(sessionId, {
    isOfInputs,
    isFresh: wanted.how === 'all',
    async prepare() {
      const target = await openSessionTarget(ctx, { sessionId })
      requireAction(ctx, 'app.run', target)
      const scope = await withPressed(ctx, await scopeOf(ctx, target), pressed)
      const { settings } = scope.document
      return ({ signal, ...place }) =>
        runCells(
          { ...ctx, signal },
          {
            ...scope,
            ...place,
            wanted: pressed.length === 0 ? wanted : { how: 'cells', cells: [...scope.pressed], reach: 'auto' },
            usesCachedSql: usesCachedSql ?? settings.usesCachedSql !== false,
            onInput: (name, value) => void noteInput(ctx, sessionId, name, value),
          },
        )
    },
  })
}

/** With buttons that are pressed, and what they begin: all that is computed from them, be it that it writes. */
async function withPressed(ctx: SessionsCtx, scope: SessionScope, pressed: readonly string[]): Promise<SessionScope & { pressed: ReadonlySet<string> }> {
  if (pressed.length === 0) return { ...scope, pressed: new Set() }
  const { graph } = await ctx.notebooks.read(scope.document)
  const buttons = scope.document.cells.filter((cell) => cell.kind === 'input' && pressed.includes(cell.name)).map(({ id }) => id)
  const begun = new Set([...buttons, ...dependents(graph, buttons)])
  return {
    ...scope,
    inputs: new Map([...scope.inputs, ...pressed.map((name) => [name, true] as const)]),
    ...(scope.only === undefined ? {} : { only: new Set([...scope.only, ...begun]) }),
    pressed: begun,
  }
}

/** Keeps the value that counts since a result does not offer the given one any more. */
async function noteInput(ctx: SessionsCtx, sessionId: string, name: string, value: Parameters<typeof changeInput>[2]['value']): Promise<void> {
  try {
    const changed = await changeInput(ctx.db, sessionId, { name, value })
    if (changed !== null) ctx.sessions.tell(sessionId, { kind: 'inputs', ...changed, by: null })
  } catch (error) {
    ctx.sessions.complain('the value of an input could not be kept', error)
  }
}

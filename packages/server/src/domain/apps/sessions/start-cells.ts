import { dependents } from '@atrium/documents'
import { runCells } from '../execution/run-cells.ts'
import type { WantedCells } from '../execution/run-cells-port.ts'
import { drawAhead } from './draw-ahead.ts'
import { scopeOf, type SessionScope } from './session-scope.ts'
import { dropInput } from './session-store.ts'
import type { SessionsCtx } from './sessions-ctx.ts'
import { workingTarget } from './working-target.ts'

export type StartCells = {
  sessionId: string
  wanted: WantedCells
  isOfInputs?: boolean
  /** False: the warehouse is asked anew. */
  usesCachedSql?: boolean
  /** Run buttons that began it. */
  pressed?: readonly string[]
  /** Whether they write tables. */
  writes?: boolean
}

/** Cells of a run that are drawn ahead at once: what more there are wait for whoever looks, not the cells of others for them. */
const drawnAtOnce = 4

/**
 * Runs cells in a session when their turn comes, with what is saved and given then. Whose right or credential is over by then, or between two cells,
 * runs nothing more.
 * Throws `conflict`, `limit_exceeded`.
 */
export async function startCells(
  ctx: SessionsCtx,
  { sessionId, wanted, isOfInputs = false, usesCachedSql, pressed = [], writes = true }: StartCells,
): Promise<void> {
  await ctx.sessions.run(sessionId, {
    isOfInputs,
    isFresh: wanted.how === 'all',
    async prepare() {
      const { ctx: now, target } = await workingTarget(ctx, { sessionId })
      const scope = await withPressed(now, await scopeOf(now, target), { pressed, writes })
      const { settings } = scope.document
      const held = new Map(Object.entries(target.session.inputs))
      return ({ signal, kept, onOutcome: tell, ...place }) => {
        const known = new Map(kept)
        let drawing = 0
        return runCells(
          { ...now, signal },
          {
            ...scope,
            ...place,
            kept,
            wanted: pressed.length === 0 ? wanted : { how: 'cells', cells: [...scope.pressed], reach: 'auto' },
            usesCachedSql: usesCachedSql ?? settings.usesCachedSql !== false,
            mayGoOn: async () => void (await workingTarget(ctx, { sessionId })),
            onOutcome(outcome) {
              known.set(outcome.cellId, outcome)
              tell(outcome)
              if (drawing >= drawnAtOnce || !ctx.sessions.isFollowed(sessionId)) return
              drawing += 1
              const drawn = drawAhead({ ...now, signal }, { ...scope, kept: known }, outcome).finally(() => (drawing -= 1))
              ctx.sessions.beside('a cell could not be drawn ahead', drawn)
            },
            onDropped(name) {
              ctx.sessions.beside('the value of an input could not be kept', noteDropped(ctx, sessionId, { name, known: held.get(name) }))
              held.delete(name)
            },
          },
        )
      }
    },
  })
}

/** With buttons that are pressed, and what they begin: all that is computed from them, be it that it writes. */
async function withPressed(
  ctx: SessionsCtx,
  scope: SessionScope,
  { pressed, writes }: { pressed: readonly string[]; writes: boolean },
): Promise<SessionScope & { pressed: ReadonlySet<string> }> {
  if (pressed.length === 0) return { ...scope, pressed: new Set() }
  const { graph } = await ctx.notebooks.read(scope.document)
  const buttons = scope.document.cells.filter((cell) => cell.kind === 'input' && pressed.includes(cell.name)).map(({ id }) => id)
  const all = [...buttons, ...dependents(graph, buttons)]
  const begun = new Set(writes ? all : all.filter((id) => graph.cells.get(id)?.kind !== 'writeback'))
  return {
    ...scope,
    inputs: new Map([...scope.inputs, ...pressed.map((name) => [name, true] as const)]),
    ...(scope.only === undefined ? {} : { only: new Set([...scope.only, ...begun]) }),
    pressed: begun,
  }
}

/** Forgets a value that a result does not offer any more. What somebody gave meanwhile is newer. */
async function noteDropped(ctx: SessionsCtx, sessionId: string, dropped: Parameters<typeof dropInput>[2]): Promise<void> {
  try {
    if (await dropInput(ctx.db, sessionId, dropped)) ctx.sessions.tell(sessionId, { kind: 'inputs', by: null })
  } catch (error) {
    ctx.sessions.complain('the value of an input could not be forgotten', error)
  }
}

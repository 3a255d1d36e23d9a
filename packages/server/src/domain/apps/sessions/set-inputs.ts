import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { inputsAsSeen, type SeenInputs } from './inputs-as-seen.ts'
import { openInputs, withGiven } from './session-inputs.ts'
import { scopeOf } from './session-scope.ts'
import { saveInputs } from './session-store.ts'
import { documentOf, openSessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'
import { startCells } from './start-cells.ts'

export type SetInputs = SessionKey & {
  /** `SessionState.session.version` as the caller knows it. */
  version: number
  values: Readonly<Record<string, unknown>>
  /** Names of inputs whose defaults count again. */
  reset?: readonly string[]
  /** Runs what became stale, unless the notebook leaves that to a button. */
  run: boolean
  /** False: buttons among them write no tables, for somebody else pressed them; absent: they do. */
  writes?: boolean
}

/**
 * Gives inputs of a session other values. Throws `WrongInputs` with all that is wrong and takes nothing then; `conflict` (`inputs_changed`)
 * when somebody else gave some since.
 */
export const setInputs = readOperation<SessionsCtx, SetInputs, SessionTarget, SeenInputs & { version: number }>({
  name: 'app_sessions.set_inputs',
  action: 'app.run',
  allow: ['embed'],
  changesElsewhere: true,
  target: openSessionTarget,
  async run(ctx, { sessionId, version: known, values, reset = [], run, writes = true }, target) {
    const { document } = await documentOf(ctx, target)
    const inputs = openInputs(document, target.session)
    const given = withGiven(inputs, target.session.inputs, values, reset)
    const version = await saveInputs(ctx.db, sessionId, { inputs: given.inputs, known, at: new Date(ctx.clock.now()) })
    if (version === null) {
      throw new AppError('conflict', 'Inputs of this session were changed in the meantime. Look at it again, then send yours.', { reason: 'inputs_changed' })
    }
    const changed = { ...target, session: { ...target.session, inputs: given.inputs, version } }
    const now = await inputsAsSeen(ctx, changed, await scopeOf(ctx, changed))
    ctx.sessions.tell(sessionId, { kind: 'inputs', by: ctx.actor.kind === 'user' ? ctx.actor.userId : null })
    if (given.pressed.length > 0) await startCells(ctx, { sessionId, wanted: { how: 'stale' }, pressed: given.pressed, writes })
    const isReactive = document.settings.rerunsOnInput !== false
    if (run && (isReactive || given.pressed.length > 0)) await startCells(ctx, { sessionId, wanted: { how: 'stale' }, isOfInputs: true })
    return { version, ...now }
  },
})

import { defaultSourceOf, defaultValue } from '@atrium/documents'
import { standingOf, type CellsStanding } from '../execution/standing.ts'
import { openInputs, type Inputs } from './session-inputs.ts'
import type { SessionScope } from './session-scope.ts'
import { isOfRun, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

export type SeenInputs = {
  /** Of every input that may be given a value the one that counts. */
  inputs: Inputs
  /** Names of those whose default comes from elsewhere, and counts. */
  following: readonly string[]
}

/** What counts in a session. What was found for whoever ran an app is left out where it is not for the caller's eyes. */
export async function inputsAsSeen(
  ctx: SessionsCtx,
  { session }: Pick<SessionTarget, 'session'>,
  scope: SessionScope,
  standing: () => Promise<CellsStanding> = () => standingOf(ctx, scope),
): Promise<SeenInputs> {
  const open = openInputs(scope.document, session)
  // Whoever types asks for this with each value.
  if (!open.some(({ input }) => defaultSourceOf(input) !== undefined)) {
    const values = open.map(({ name, input }) => [name, scope.inputs.get(name) ?? defaultValue(input)] as const)
    return { inputs: Object.fromEntries(values), following: [] }
  }
  const { inputs, following, maySee } = await standing()
  const follows = new Set(following)
  const isOwn = (id: string): boolean => {
    const outcome = scope.kept.get(id)
    return outcome === undefined || maySee(outcome)
  }
  const seen = isOfRun(session) ? open.filter(({ id, name }) => !follows.has(name) || isOwn(id)) : open
  return {
    inputs: Object.fromEntries(seen.map(({ name, input }) => [name, inputs.get(name) ?? defaultValue(input)])),
    following: seen.flatMap(({ name }) => (follows.has(name) ? [name] : [])),
  }
}

import type { EndpointCtx } from '../endpoint-ctx.ts'
import type { RunToken } from './run-token.ts'
import { listLiveRunTokens } from './run-token-store.ts'

/** Tokens of a project that are good now, from memory: calls ask for them again and again, and whatever revokes one is told of. */
export async function liveRunTokens(ctx: Pick<EndpointCtx, 'db' | 'clock' | 'endpointMemory'>, projectId: string): Promise<RunToken[]> {
  const now = new Date(ctx.clock.now())
  const known = await ctx.endpointMemory.recall(projectId, 'run tokens', () => listLiveRunTokens(ctx.db, projectId, now))
  return (known ?? []).filter(({ expiresAt }) => expiresAt > now)
}

import type { ExecutionCtx } from './execution-ctx.ts'
import { openExecution, staleOf } from './open-execution.ts'
import type { CellsScope } from './run-cells-port.ts'

/** Cells of a session that are not up to date, in the order in which they are computed: a run of what is stale would run these. */
export const staleCellsOf = async (ctx: ExecutionCtx, scope: CellsScope): Promise<string[]> => staleOf(await openExecution(ctx, scope))

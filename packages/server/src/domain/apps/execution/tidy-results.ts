import type { Target } from '../../../access/actions.ts'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import type { Results } from '../../../results/results.ts'

/** Removes results of cells that nobody asked for in a long time, and files that belong to none; answers how many of both. */
export const tidyResults = readOperation<Ctx & { results: Results }, Record<string, never>, Target, { removed: number }>({
  name: 'apps.tidy_results',
  action: 'organization.delete',
  allow: ['system'],
  changesElsewhere: true,
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    const { removed, files } = await ctx.results.tidy()
    return { removed: removed + files }
  },
})

import { readOperation } from '../../access/operation.ts'
import type { Run } from '../../jobs/run.ts'
import { findLatestRun } from '../../jobs/run-store.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { nothingGone } from '../projects/gone-names.ts'
import { outlineOf } from '../projects/model-outline.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { validationKinds } from '../projects/validation-run.ts'
import { findingsAsSeen, type SeenFinding } from './as-seen.ts'
import { causeKey, type Cause } from './finding.ts'
import { listFindings } from './finding-store.ts'
import { indexOf } from './model-index.ts'
import { listRenames, type StoredRename } from './rename-store.ts'
import { suggestionsFor, type Suggestion } from './suggest.ts'

/** Everything that has one mend. */
export type FindingGroup = { cause: Cause; suggestions: Suggestion[]; findings: SeenFinding[] }

export type ValidationOverview = {
  /** The validation that ran, runs or waits last; null before the first. */
  lastRun: Run | null
  groups: FindingGroup[]
  /** The latest renames that can be taken back. */
  renames: StoredRename[]
}

const shownRenames = 5

/** What is broken, by cause: what breaks most first. With what may be meant, and what was renamed lately. */
export const getValidationOverview = readOperation<ContentCtx, { projectId: string }, ProjectTarget, ValidationOverview>({
  name: 'validation.overview',
  action: 'validation.manage',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const store = storeOf(ctx)
    // First: findings that are read after it are no older than it says. Whoever sees it running asks again.
    const lastRun = await findLatestRun(store, { kind: validationKinds.project, projectId })
    const model = await ctx.projects.findModel(projectId)
    const index = indexOf(outlineOf(model?.explores.values() ?? []))
    const seen = await findingsAsSeen(ctx, projectId, await listFindings(store, { projectId }))
    const groups = new Map<string, FindingGroup>()
    for (const finding of seen) {
      const key = causeKey(finding.cause)
      const group = groups.get(key) ?? { cause: finding.cause, suggestions: suggestionsFor(finding.cause, index, model?.gone ?? nothingGone), findings: [] }
      group.findings.push(finding)
      groups.set(key, group)
    }
    return {
      lastRun,
      groups: [...groups.values()].toSorted((a, b) => b.findings.length - a.findings.length),
      renames: await listRenames(store, projectId, shownRenames),
    }
  },
})

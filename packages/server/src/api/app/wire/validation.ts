import { z } from 'zod'
import type { Run } from '../../../jobs/run.ts'
import { privateName, type SeenFinding } from '../../../domain/validation/as-seen.ts'
import { errorTypes, type ErrorType } from '../../../domain/validation/finding.ts'
import type { FindingGroup, ValidationOverview } from '../../../domain/validation/overview.ts'
import type { PlannedChange, RenamePlan } from '../../../domain/validation/plan-rename.ts'
import type { Rename } from '../../../domain/validation/renames-of.ts'
import type { Resource } from '../../../resources/resource.ts'

const name = z.string().min(1).max(500)

export const renameRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), from: name, to: name, explore: name.nullable().default(null), dryRun: z.boolean().default(false) }),
  z.object({ kind: z.literal('explore'), from: name, to: name, dryRun: z.boolean().default(false) }),
])

const renameWire = z.looseObject({ kind: z.enum(['field', 'explore']), from: z.string(), to: z.string() })
const contentWire = z.object({ uuid: z.string(), kind: z.enum(['chart', 'dashboard']), name: z.string(), spaceName: z.string() })

const groupWire = z.object({
  cause: z.looseObject({ kind: z.enum(['field', 'explore', 'model', 'chart']) }),
  suggestions: z.array(z.object({ name: z.string(), label: z.string(), because: z.enum(['same_sql', 'close_name']) })),
  validationIds: z.array(z.number()),
  content: z.array(
    contentWire.extend({
      views: z.number(),
      /** Which parts of it are broken. */
      parts: z.array(z.enum(errorTypes)),
      /** Of a dashboard: the charts on it that are broken, as far as the caller may know their names. */
      charts: z.array(z.string()),
    }),
  ),
  /** Charts and dashboards of it in spaces that the caller may not see. */
  hidden: z.number(),
})

export const overviewWire = z.object({
  lastRun: z.object({ state: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']), at: z.string(), error: z.string().nullable() }).nullable(),
  groups: z.array(groupWire),
  renames: z.array(z.object({ uuid: z.string(), rename: renameWire, changed: z.number(), doneAt: z.string() })),
})

export const renamePlanWire = z.object({
  /** Takes it back; null where nothing was written. */
  renameUuid: z.string().nullable(),
  changes: z.array(
    contentWire.extend({
      isStillBroken: z.boolean(),
      differenceCount: z.number(),
      differences: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
  ),
  /** Things whose drafts are renamed along. `losesSteps`: what was done in it cannot be undone any more. */
  drafts: z.array(contentWire.extend({ losesSteps: z.boolean() })),
  notTheirs: z.array(contentWire),
  hidden: z.number(),
})

const toContent = ({ id, kind, name: of, space }: Resource): z.infer<typeof contentWire> => ({
  uuid: id,
  kind: contentWire.shape.kind.parse(kind),
  name: of,
  spaceName: space.name,
})

export const toRename = (sent: z.infer<typeof renameRequest>): Rename =>
  sent.kind === 'field' ? { kind: 'field', from: sent.from, to: sent.to, explore: sent.explore } : { kind: 'explore', from: sent.from, to: sent.to }

export const toOverview = ({ lastRun, groups, renames }: ValidationOverview): z.infer<typeof overviewWire> => ({
  lastRun: lastRun === null ? null : toRun(lastRun),
  groups: groups.map(toGroup),
  renames: renames.map(({ id, rename, changes, drafts, doneAt }) => ({
    uuid: id,
    rename,
    changed: new Set([...changes, ...drafts].map(({ resourceId }) => resourceId)).size,
    doneAt: doneAt.toISOString(),
  })),
})

const toRun = ({ state, createdAt, finishedAt, error }: Run): NonNullable<z.infer<typeof overviewWire>['lastRun']> => ({
  state,
  at: (finishedAt ?? createdAt).toISOString(),
  error,
})

function toGroup({ cause, suggestions, findings }: FindingGroup): z.infer<typeof groupWire> {
  const content = new Map<string, { of: Resource; parts: Set<ErrorType>; charts: Set<string> }>()
  for (const { content: of, errorType, chartName } of findings) {
    if (of === null) continue
    const known = content.get(of.id) ?? { of, parts: new Set(), charts: new Set() }
    known.parts.add(errorType)
    if (chartName !== null && chartName !== privateName) known.charts.add(chartName)
    content.set(of.id, known)
  }
  const isHidden = ({ isPrivate }: SeenFinding): boolean => isPrivate
  return {
    cause,
    suggestions,
    validationIds: findings.map(({ number }) => number),
    content: [...content.values()].map(({ of, parts, charts }) => ({ ...toContent(of), views: of.views, parts: [...parts], charts: [...charts] })),
    hidden: new Set(findings.filter(isHidden).map(({ resourceId }) => resourceId)).size,
  }
}

/** Differences of one document that are listed; the rest are counted. */
const shownDifferences = 30

const toChange = ({ resource, differences, isStillBroken }: PlannedChange): z.infer<typeof renamePlanWire>['changes'][number] => ({
  ...toContent(resource),
  isStillBroken,
  differenceCount: differences.length,
  differences: differences.slice(0, shownDifferences),
})

export const toRenamePlan = (renameUuid: string | null, { changes, drafts, notTheirs, hidden }: RenamePlan): z.infer<typeof renamePlanWire> => ({
  renameUuid,
  changes: changes.map(toChange),
  drafts: drafts.map(({ resource, losesSteps }) => ({ ...toContent(resource), losesSteps })),
  notTheirs: notTheirs.map(toContent),
  hidden,
})

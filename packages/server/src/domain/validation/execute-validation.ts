import { writeOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, sqlChartKind } from '../content/content-kinds.ts'
import { outlineOf } from '../projects/model-outline.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { isVirtual, servingModel } from '../projects/serving-model.ts'
import { validationTargets, type ValidationRequest, type ValidationTarget } from '../projects/validation-run.ts'
import { findBreakages } from './find-breakages.ts'
import type { NewFinding } from './finding.ts'
import { addFindings, replaceFindings } from './finding-store.ts'

export type ExecuteValidation = ValidationRequest & { projectId: string; runId: string }
/** What came of it: findings of each kind. */
export type ValidationOutcome = { charts: number; dashboards: number; tables: number }

const sources: Record<ValidationTarget, NewFinding['source']> = { charts: 'chart', dashboards: 'dashboard', tables: 'table' }
/** Hours for which a client can fetch what was found about the explores it sent. */
const keptHours = 24

/**
 * Looks through all content of a project for what the model has no more, and keeps what was found: in place of what was
 * found before, or beside it when a client asks about explores of its own. The house does it, for whom nothing is hidden;
 * what of it a person gets to see is said when they look.
 */
export const executeValidation = writeOperation<ContentCtx, ExecuteValidation, ProjectTarget, ValidationOutcome>({
  name: 'validation.execute',
  action: 'validation.manage',
  allow: ['system'],
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, runId, targets, outline }, { project }) {
    // One after the other: what was looked at last is what stays.
    await lockProject(ctx.tx, projectId)
    const serving = [...((await servingModel(ctx.tx, project))?.explores.values() ?? [])]
    // Clients compile models; virtual views stand beside those whoever compiles them.
    const model = outline === null ? outlineOf(serving) : [...outline, ...outlineOf(serving.filter(isVirtual))]
    const kinds = [chartKind.kind, sqlChartKind.kind, dashboardKind.kind]
    const content = await listResources(ctx.tx, { kinds, scope: { all: true }, projectId })
    const wanted = (targets ?? validationTargets).map((target) => sources[target])
    const findings = findBreakages(model, content).filter(({ source }) => wanted.includes(source))
    const now = ctx.clock.now()
    const batch = { projectId, runId, foundAt: new Date(now), findings }
    await (outline === null ? replaceFindings(ctx.tx, wanted, batch) : addFindings(ctx.tx, batch, new Date(now - keptHours * 3_600_000)))
    const count = (source: NewFinding['source']): number => findings.filter((finding) => finding.source === source).length
    const outcome = { charts: count('chart'), dashboards: count('dashboard'), tables: count('table') }
    ctx.record({ targetKind: 'validation', targetId: runId, before: null, after: { ...outcome, ofSentExplores: outline !== null } })
    return outcome
  },
})

import { chartKindOf, type ChartDocument } from '@atrium/documents'
import { z } from 'zod'
import type { SeenFinding } from '../../../domain/validation/as-seen.ts'
import { errorTypes } from '../../../domain/validation/finding.ts'
import type { Resource } from '../../../resources/resource.ts'

export const findingWire = z.looseObject({
  validationId: z.number(),
  projectUuid: z.string(),
  createdAt: z.string(),
  name: z.string(),
  error: z.string(),
  errorType: z.enum(errorTypes),
  source: z.enum(['chart', 'dashboard', 'table']),
  spaceUuid: z.string().optional(),
})

/** A finding; of content that the caller may not see, nothing that leads to it. */
export function toFinding(projectUuid: string, finding: SeenFinding): z.infer<typeof findingWire> {
  const { number, foundAt, name, message, errorType, source, content, cause, chartName } = finding
  const field = cause.kind === 'field' ? { fieldName: cause.field } : {}
  const common = {
    validationId: number,
    projectUuid,
    createdAt: foundAt.toISOString(),
    name,
    error: message,
    errorType,
    source,
    ...(content === null ? {} : { spaceUuid: content.space.id }),
  }
  switch (source) {
    case 'table':
      return common
    case 'chart':
      return { ...common, ...field, chartViews: content?.views ?? 0, ...(content === null ? {} : { ...ofChart(content), ...lastUpdate(content) }) }
    case 'dashboard':
      return {
        ...common,
        ...field,
        dashboardViews: content?.views ?? 0,
        ...(content === null ? {} : { dashboardUuid: content.id, ...(chartName === null ? {} : { chartName }), ...lastUpdate(content) }),
      }
  }
}

const ofChart = (chart: Resource): object => ({ chartUuid: chart.id, chartName: chart.name, chartKind: chartKindOf(chart.spec as ChartDocument) })

const lastUpdate = ({ updatedAt, updatedBy }: Resource): object => ({
  lastUpdatedAt: updatedAt.toISOString(),
  ...(updatedBy === null ? {} : { lastUpdatedBy: `${updatedBy.firstName} ${updatedBy.lastName}`.trim() }),
})

/** The same in short, beside a chart or dashboard of a list. */
export const toValidationErrors = (findings: readonly SeenFinding[] = []): { validationId: number; createdAt: string; error: string }[] =>
  findings.map(({ number, foundAt, message }) => ({ validationId: number, createdAt: foundAt.toISOString(), error: message }))

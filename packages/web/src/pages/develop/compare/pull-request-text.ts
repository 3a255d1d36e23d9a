import type { TFunction } from 'i18next'
import type { MetricChange, MetricChanges } from '../../../api/compare-models.ts'
import type { Validation } from '../../../api/develop.ts'
import { deltaText, ratioText } from './ratio-text.ts'
import { mostMetrics, type KnownTotal } from './use-totals.ts'
import { messageOf } from '../../../api/message-of.ts'

type Parts = {
  path: string
  changes: MetricChanges
  totals: readonly KnownTotal[]
  validation: Validation
  /** The moment that the values are of, as text. */
  asOf: string
  locale: string
}

/** Names that are listed of one kind; the rest are counted. */
const most = 30

/** What a change of models does, as Markdown for a pull request: metrics with their values, who uses them, what would be wrong. */
export function pullRequestText({ path, changes, totals, validation, asOf, locale }: Parts, t: TFunction): string {
  const { metrics, broken, charts, dashboards, endpoints, hidden } = changes
  const unlisted = metrics.slice(mostMetrics)
  return [
    `## ${t('valueDiff.pr.metrics', { path: `\`${path}\`` })}`,
    ...(broken.length === 0 ? [] : [t('valueDiff.broken', { count: broken.length, names: broken.join(', ') })]),
    metrics.length === 0 ? t('valueDiff.none') : metricTable(totals, locale, t),
    ...(unlisted.length === 0 ? [] : [t('valueDiff.pr.moreMetrics', { names: unlisted.map(({ fieldId }) => `\`${fieldId}\``).join(', ') })]),
    ...(metrics.length === 0 ? [] : [t('valueDiff.pr.asOf', { moment: asOf })]),
    `## ${t('valueDiff.pr.used')}`,
    charts.length + dashboards.length + endpoints.length + hidden === 0
      ? t('valueDiff.pr.usedByNothing')
      : [
          ...listed(
            charts.map(({ name }) => t('valueDiff.pr.chart', { name: escaped(name) })),
            t,
          ),
          ...listed(
            dashboards.map(({ name }) => t('valueDiff.pr.dashboard', { name: escaped(name) })),
            t,
          ),
          ...listed(
            endpoints.map(({ name }) => t('valueDiff.pr.endpoint', { name: escaped(name) })),
            t,
          ),
          ...(hidden === 0 ? [] : [`- ${t('impact.hidden', { count: hidden })}`]),
        ].join('\n'),
    `## ${t('valueDiff.pr.validation')}`,
    validationText(validation, t),
  ].join('\n\n')
}

function metricTable(totals: readonly KnownTotal[], locale: string, t: TFunction): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const heads = ['metric', 'what', 'today', 'then', 'delta', 'ratio'] as const
  return [
    line(heads.map((head) => t(`valueDiff.${head}`))),
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...totals.map(({ change, total, error }) =>
      line([
        `${escaped(change.label)} (\`${change.fieldId}\`)`,
        whatText(change, t),
        ...(error === null
          ? [
              escaped(total?.before?.formatted ?? '–'),
              escaped(total?.after?.formatted ?? '–'),
              escaped(deltaText(total?.delta ?? null)),
              ratioText(total?.ratio ?? null, locale),
            ]
          : [escaped(t('valueDiff.cannotRun', { reason: messageOf(error) })), '', '', '']),
      ]),
    ),
  ].join('\n')
}

/** What happened to a metric, in words. */
export const whatText = ({ what, from }: MetricChange, t: TFunction): string =>
  what === 'renamed' ? t('valueDiff.whats.renamed', { from }) : t(`valueDiff.whats.${what}`)

function validationText({ problems, lost }: Validation, t: TFunction): string {
  const lines = [
    ...problems.slice(0, most).map(({ file, line, message }) => `- ${file}:${line} ${escaped(message)}`),
    ...(problems.length > most ? [`- ${t('impact.more', { count: problems.length - most })}`] : []),
    ...(lost.explores.length === 0 ? [] : [`- ${t('contentImpact.lostExplores', { count: lost.explores.length, names: lost.explores.join(', ') })}`]),
    ...(lost.fields.length === 0 ? [] : [`- ${t('contentImpact.lostFields', { count: lost.fields.length, names: lost.fields.join(', ') })}`]),
    ...(lost.charts.length === 0
      ? []
      : [`- ${t('valueDiff.pr.breaks', { count: lost.charts.length, names: lost.charts.map(({ name }) => escaped(name)).join(', ') })}`]),
  ]
  return lines.length === 0 ? t('valueDiff.pr.good') : lines.join('\n')
}

const listed = (lines: readonly string[], t: TFunction): string[] => [
  ...lines.slice(0, most).map((line) => `- ${line}`),
  ...(lines.length > most ? [`- ${t('impact.more', { count: lines.length - most })}`] : []),
]

/** A name that ends no cell, opens no tag and mentions nobody. */
const escaped = (text: string): string => text.replaceAll(/[\\|`*_<>[\]@#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ')

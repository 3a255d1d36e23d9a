import { freeName, literalTemplate, type NotebookCell, type NotebookDocument, type SqlChartConfig } from '@atrium/documents'
import type { MetricQuery } from '@atrium/semantic'
import { newUuid } from '../../../api/new-uuid.ts'

/** What was asked elsewhere: SQL with how its rows are drawn, if they are, or a question to an explore. */
export type Question = { title: string } & ({ kind: 'sql'; sql: string; chart: SqlChartConfig | null } | { kind: 'explore'; query: MetricQuery })

/** The cells that ask the same in a notebook, under a name that is free there. */
export function cellsOfQuestion(question: Question, document: NotebookDocument): [NotebookCell, ...NotebookCell[]] {
  const { title } = question
  const shared = { id: newUuid(), name: freeName('result', document), title }
  if (question.kind === 'explore') return [{ kind: 'explore', ...shared, exploreName: question.query.exploreName, query: question.query }]
  const asked = { kind: 'sql', ...shared, sql: literalTemplate(question.sql), on: 'warehouse' } as const
  return question.chart === null ? [asked] : [asked, { kind: 'chart', id: newUuid(), of: shared.name, config: question.chart }]
}

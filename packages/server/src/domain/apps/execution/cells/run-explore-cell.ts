import { Day, variableOf, type CellOf, type TemplateValue, type TemplateValues } from '@atrium/documents'
import type { VariableScalar, VariableValue } from '@atrium/semantic'
import { bindFilters } from '../../../../query/bind-filters.ts'
import { checkQueryLimit } from '../../../explore/check-query.ts'
import { requireExplore } from '../../../explore/explore-target.ts'
import { valuesFor, type RunCell } from '../execution.ts'
import { askQuestion, keepAnswer } from './run-sql-cell.ts'

/** Asks the semantic layer, under the row rules and with the explores of whoever looks. */
export const runExploreCell: RunCell<CellOf<'explore'>> = async (execution, cell) => {
  const { ctx, model, actor } = execution
  const explore = requireExplore({ ...ctx, actor }, model ?? (await ctx.projects.model(execution.scope.project.id)), cell.exploreName)
  checkQueryLimit(ctx, cell.query)
  const query = bindFilters(cell.query, { values: boundValues(valuesFor(execution, cell)), nameIn: variableOf })
  return keepAnswer(execution, cell.name, await askQuestion(execution, { kind: 'metric', explore, query }))
}

/** Values of a template as filters take them. What is neither a value nor a list of them has none. */
export const boundValues = (values: TemplateValues): Map<string, VariableValue> =>
  new Map(
    [...values].map(([name, value]) => [
      name,
      Array.isArray(value) ? (value as readonly TemplateValue[]).flatMap((one) => scalarOf(one) ?? []) : scalarOf(value),
    ]),
  )

function scalarOf(value: TemplateValue): VariableScalar | null {
  if (value === null) return null
  if (value instanceof Day) return { type: 'date', value: value.iso }
  switch (typeof value) {
    case 'string':
      return { type: 'string', value }
    case 'number':
      return { type: 'number', value }
    case 'boolean':
      return { type: 'boolean', value }
    default:
      return null
  }
}

import { variableOf, type CellOf } from '@atrium/documents'
import { filterRows, type FilterGroup } from '@atrium/semantic'
import { boundGroup } from '../../../../query/bind-filters.ts'
import { sourceOf, tableOf, valuesFor, type Execution, type RunCell } from '../execution.ts'
import { boundValues } from './run-explore-cell.ts'
import { keepQuestion } from './run-sql-cell.ts'
import { missingSource } from '../missing-source.ts'

/** The rows of a result that pass. */
export const runFilterCell: RunCell<CellOf<'filter'>> = async (execution, cell) => {
  const source = sourceOf(execution, cell.id, cell.of)
  if (source === null) throw missingSource(cell.of)
  const result = await tableOf(execution, source)
  const group = boundGroup(groupOf(cell), { values: boundValues(valuesFor(execution, cell)), nameIn: variableOf })
  const sql = filterRows({ name: source.name, columns: result.columns }, group, calendarOf(execution))
  return keepQuestion(execution, cell.name, { sql, tables: { [source.name]: result }, atMost: result.rows })
}

function groupOf({ match, rules }: CellOf<'filter'>): FilterGroup {
  const items = rules.map(({ column, operator, values, unit }, place) => ({
    id: String(place),
    target: { fieldId: column },
    operator,
    values,
    ...(unit === undefined ? {} : { settings: { unitOfTime: unit } }),
  }))
  return match === 'all' ? { id: 'rules', and: items } : { id: 'rules', or: items }
}

/** "Now" is the start of the running minute, as for questions to the warehouse: the same rule asked twice is the same SQL. */
const calendarOf = ({ ctx, scope }: Execution): Parameters<typeof filterRows>[2] => {
  const { project, document } = scope
  const now = Math.floor(ctx.clock.now() / 60_000) * 60_000
  return { now, timezone: document.settings.timezone ?? project.timezone, startOfWeek: project.startOfWeek, fiscalYearStart: project.fiscalYearStart }
}

import { filteredFieldsOf, ownFieldsOf, type ChartDocument } from '@atrium/documents'
import { fieldIdOf, isFormula } from '@atrium/semantic'
import { causeKey, type Breakage, type Cause, type ErrorType } from './finding.ts'
import { hasField, type IndexedExplore, type ModelIndex } from './model-index.ts'

/** What of a chart's question is not in the model: the explore, or fields of it by the part that names them. Each once. */
export function breakagesOfChart({ tableName, metricQuery }: ChartDocument, model: ModelIndex): Breakage[] {
  const explore = model.explores.get(tableName)
  if (explore === undefined) return [{ errorType: 'model', cause: { kind: 'explore', explore: tableName } }]
  if (explore.errors.length > 0) {
    return [{ errorType: 'model', cause: { kind: 'model', explore: tableName, message: explore.errors[0] ?? '' } }]
  }
  const own = ownFieldsOf(metricQuery)
  const { additionalMetrics = [], customDimensions = [], comparisons = [], tableCalculations, filters } = metricQuery
  const named: [ErrorType, readonly string[]][] = [
    ['dimension', metricQuery.dimensions],
    ['dimension', customDimensions.flatMap((dimension) => (dimension.type === 'bin' ? [dimension.dimensionId] : []))],
    ['dimension', comparisons.map(({ fieldId }) => fieldId)],
    ['metric', metricQuery.metrics],
    ['filter', [filters.dimensions, filters.metrics, filters.tableCalculations].flatMap((group) => (group === undefined ? [] : filteredFieldsOf(group)))],
    ['sorting', metricQuery.sorts.map(({ fieldId }) => fieldId)],
    ['custom metric', additionalMetrics.flatMap(({ table, baseDimensionName: name }) => (name === undefined ? [] : [fieldIdOf(table, name)]))],
    ['custom metric', additionalMetrics.flatMap(({ filters: rules = [] }) => rules.map(({ target }) => idOfReference(target.fieldRef)))],
    ['metric', tableCalculations.flatMap(({ sql }) => referencesIn(sql))],
  ]
  const broken = named.flatMap(([errorType, fields]) =>
    fields.filter((field) => !own.has(field) && !hasField(explore.fields, field)).map((field) => ({ errorType, cause: causeOf(field, explore, model) })),
  )
  return eachOnce(broken)
}

/** Gone everywhere, or from this explore alone. */
const causeOf = (field: string, { name }: IndexedExplore, { fields }: ModelIndex): Cause => ({
  kind: 'field',
  field,
  explore: hasField(fields, field) ? name : null,
})

/** The same thing broken in the same part is said once. */
export const eachOnce = (breakages: readonly Breakage[]): Breakage[] => [
  ...new Map(breakages.map((breakage) => [breakage.errorType + causeKey(breakage.cause), breakage])).values(),
]

function idOfReference(reference: string): string {
  const dot = reference.indexOf('.')
  return dot === -1 ? reference : fieldIdOf(reference.slice(0, dot), reference.slice(dot + 1))
}

/** Fields that the SQL of a calculation reads, as `${table.field}`. Formulas name columns, which the query itself names too. */
const referencesIn = (sql: string): string[] =>
  isFormula(sql) ? [] : [...sql.matchAll(/\$\{([^}.]+\.[^}]+)\}/g)].map(([, reference = '']) => idOfReference(reference.trim()))

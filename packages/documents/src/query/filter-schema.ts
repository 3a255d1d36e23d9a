import type { FilterGroup, FilterOperator, FilterRule } from '@atrium/semantic'
import { z } from 'zod'

/** How a rule compares. */
export const filterOperators = [
  'isNull',
  'notNull',
  'equals',
  'notEquals',
  'startsWith',
  'endsWith',
  'include',
  'doesNotInclude',
  'lessThan',
  'lessThanOrEqual',
  'greaterThan',
  'greaterThanOrEqual',
  'inThePast',
  'notInThePast',
  'inTheNext',
  'inTheCurrent',
  'notInTheCurrent',
  'inBetween',
  'notInBetween',
] as const satisfies readonly FilterOperator[]

/** Id of a field as it is asked for. */
export const fieldIdSchema = z.string().min(1).max(500)

/** Units of rules about stretches of time. */
export const timeUnits = [
  'milliseconds',
  'seconds',
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
  'quarters',
  'years',
  'fiscalQuarters',
  'fiscalYears',
] as const

const settings = z
  .looseObject({
    unitOfTime: z.enum(timeUnits).optional(),
    completed: z.boolean().optional(),
  })
  .nullable()
  .optional()

const ruleShape = {
  id: z.string(),
  operator: z.enum(filterOperators),
  values: z.array(z.unknown()).max(10_000).optional(),
  settings,
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
}

/** One condition on one field. */
export const filterRuleSchema: z.ZodType<FilterRule> = z
  .looseObject({ ...ruleShape, target: z.looseObject({ fieldId: fieldIdSchema }) })
  .transform(withoutNullSettings) as never

/** One condition of a metric of its own; its field is written as in a model: `table.field`. */
export const metricFilterRuleSchema = z.looseObject({ ...ruleShape, target: z.looseObject({ fieldRef: z.string() }) }).transform(withoutNullSettings)

function withoutNullSettings<T extends { settings?: unknown }>({
  settings: given,
  ...rule
}: T): Omit<T, 'settings'> & { settings?: NonNullable<T['settings']> } {
  return { ...rule, ...(given === null || given === undefined ? {} : { settings: given }) }
}

const groupTree: z.ZodType<FilterGroup> = z
  .lazy(() =>
    z.union([
      z.looseObject({ id: z.string().default('root'), and: z.array(z.union([groupTree, filterRuleSchema])).max(1000) }),
      z.looseObject({ id: z.string().default('root'), or: z.array(z.union([groupTree, filterRuleSchema])).max(1000) }),
    ]),
  )
  // What refers to itself has a name in descriptions of the API.
  .meta({ id: 'FilterGroup' })

/** Deeper trees come from no person and would exhaust the stack. */
const maxDepth = 64

/**
 * A tree of conditions: every `and` and `or` may hold rules and further groups. What is wrong is said where it is: the
 * alternatives of the tree alone would only say that the whole does not fit.
 */
export const filterGroupSchema: z.ZodType<FilterGroup> = z.preprocess((given, context) => {
  for (const { path, message } of problemsOf(given, 0)) context.addIssue({ code: 'custom', path, message })
  return given
}, groupTree)

type FilterProblem = { path: PropertyKey[]; message: string }

function problemsOf(given: unknown, depth: number): FilterProblem[] {
  if (depth > maxDepth) return [{ path: [], message: `Filters are nested deeper than ${maxDepth} groups` }]
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [{ path: [], message: 'A filter is an object' }]
  const key = 'and' in given ? 'and' : 'or' in given ? 'or' : undefined
  if (key === undefined) return depth === 0 ? [{ path: [], message: 'A filter group has a list named "and" or "or"' }] : ruleProblems(given)
  const items: unknown = (given as { and?: unknown; or?: unknown })[key]
  if (!Array.isArray(items)) return [{ path: [key], message: 'The filters of a group are a list' }]
  if (items.length > 1000) return [{ path: [key], message: 'A filter group holds at most 1000 filters' }]
  return items.flatMap((item, place) => problemsOf(item, depth + 1).map(({ path, message }) => ({ path: [key, place, ...path], message })))
}

const ruleProblems = (given: object): FilterProblem[] => filterRuleSchema.safeParse(given).error?.issues.map(({ path, message }) => ({ path, message })) ?? []

import type { ParameterValues } from '@atrium/semantic'
import { z } from 'zod'
import { parameterValuesSchema } from '../query/metric-query-schema.ts'

/** What a dashboard has its parameters set to, by name; each value has the name beside it, as the format has it. */
export type DashboardParameters = Record<string, { parameterName: string; value: ParameterValues[string] }>

export const dashboardParametersSchema: z.ZodType<DashboardParameters> = z
  .record(z.string().min(1).max(600), z.looseObject({ parameterName: z.string().max(600), value: z.unknown() }))
  .superRefine((parameters, context) => {
    const { error } = parameterValuesSchema.safeParse(parameterValuesOf(parameters as DashboardParameters))
    for (const { path, message } of error?.issues ?? []) context.addIssue({ code: 'custom', message, path: [...path, 'value'] })
  }) as never

/** The values by the names of their parameters, as queries take them. */
export const parameterValuesOf = (parameters: DashboardParameters | undefined): ParameterValues =>
  Object.fromEntries(Object.entries(parameters ?? {}).map(([name, { value }]) => [name, value]))

/** Values as a dashboard keeps them. */
export const asDashboardParameters = (values: ParameterValues): DashboardParameters =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { parameterName: name, value }]))

import { variableValueSchema, type GivenValue } from '@atrium/documents'
import { z } from 'zod'

const override = z.looseObject({ code_name: z.string().optional(), value: variableValueSchema.optional(), isNull: z.boolean().nullish() })

/** Values of variables as dashboards of the format send them, by the variable's id. */
export const overridesRequest = z.record(z.string(), override).nullish()

/** The same by name. */
export const fromOverrides = (overrides: z.infer<typeof overridesRequest>): Record<string, GivenValue> =>
  Object.fromEntries(Object.entries(overrides ?? {}).map(([id, { code_name: name, value, isNull }]) => [name ?? id, isNull === true ? null : (value ?? null)]))

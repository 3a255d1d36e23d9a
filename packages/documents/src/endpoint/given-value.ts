import { z } from 'zod'

export const scalarValueSchema = z.union([z.string().max(10_000), z.number(), z.boolean()])
export const variableValueSchema = z.union([scalarValueSchema, z.array(scalarValueSchema).max(1000), z.null()])
/** A value as callers give it; whether it fits the variable's type is looked at when it is bound. */
export type GivenValue = z.infer<typeof variableValueSchema>

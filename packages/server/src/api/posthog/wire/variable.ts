import { variableValueSchema } from '@atrium/documents'
import { z } from 'zod'
import type { CreateVariable } from '../../../domain/endpoints/variables/query-variables.ts'
import type { QueryVariable } from '../../../domain/endpoints/types.ts'
import { AppError } from '../../../platform/errors.ts'
import { typeOfWord, typeWord } from './variable-type.ts'

export const variableRequest = z.looseObject({
  name: z.string().min(1).max(400),
  code_name: z.string().max(400).optional(),
  type: z.string(),
  default_value: variableValueSchema.optional(),
})

export const variableWire = z.object({
  id: z.string(),
  name: z.string(),
  code_name: z.string(),
  type: z.string(),
  default_value: z.unknown(),
  values: z.null(),
  created_by: z.number().int().nullable(),
  created_at: z.string(),
})

/** The body of a creation. Throws `invalid` for a type that there is not. */
export function toVariable(projectId: string, body: z.infer<typeof variableRequest>): CreateVariable {
  const type = typeOfWord(body.type)
  if (type === undefined) {
    const message = `"${body.type.slice(0, 100)}" is not a valid choice: String, Number, Boolean, List or Date.`
    throw new AppError('invalid', message, { reason: 'variable_type', fields: [{ path: 'type', message }] })
  }
  return {
    projectId,
    name: body.name,
    type,
    ...(body.code_name === undefined ? {} : { codeName: body.code_name }),
    ...(body.default_value === undefined ? {} : { defaultValue: body.default_value }),
  }
}

export const fromVariable = (variable: QueryVariable): z.infer<typeof variableWire> => ({
  id: variable.id,
  name: variable.name,
  code_name: variable.codeName,
  type: typeWord(variable.type),
  default_value: variable.defaultValue,
  values: null,
  created_by: variable.author?.number ?? null,
  created_at: variable.createdAt.toISOString(),
})

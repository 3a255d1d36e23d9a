import type { z } from 'zod'
import { isRecord } from '../is-record.ts'

/** The schemas that may describe one place of a document: several where alternatives are left. */
export type Schemas = readonly z.core.$ZodType[]

/** The objects among them that fit a value, as far as its discriminator says: what stands inside optionals, unions and the like. */
function objectsAt(schemas: Schemas, value: unknown): z.core.$ZodObject[] {
  return schemas.flatMap((schema) => {
    const bare = unwrapped(schema)
    const { def } = (bare as z.core.$ZodTypes)._zod
    if (def.type === 'object') return fits(bare as z.core.$ZodObject, value) ? [bare as z.core.$ZodObject] : []
    const inside = def.type === 'union' ? def.options : def.type === 'intersection' ? [def.left, def.right] : []
    return objectsAt(inside, value)
  })
}

/** A schema without what only says when it counts. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default' || def.type === 'readonly') return unwrapped(def.innerType)
  if (def.type === 'lazy') return unwrapped(def.getter())
  if (def.type !== 'pipe') return schema
  // What is read first, or, where that only prepares, what comes out.
  return (def.in as z.core.$ZodTypes)._zod.def.type === 'transform' ? unwrapped(def.out) : unwrapped(def.in)
}

/** Whether a value is of this alternative by its literal keys, `type: 'pie'`. */
function fits(schema: z.core.$ZodObject, value: unknown): boolean {
  if (!isRecord(value)) return true
  return Object.entries(schema._zod.def.shape).every(([key, child]) => {
    const { def } = (child as z.core.$ZodTypes)._zod
    return def.type !== 'literal' || !Object.hasOwn(value, key) || (def.values as readonly unknown[]).includes(value[key])
  })
}

/** The keys that a place has a meaning for, in the order in which the schemas name them. */
export const keysAt = (schemas: Schemas, value: unknown): string[] => [
  ...new Set(objectsAt(schemas, value).flatMap((schema) => Object.keys(schema._zod.def.shape))),
]

/** What describes a key, or an item of a list. */
export function schemasBelow(schemas: Schemas, value: unknown, key: string | number): Schemas {
  const named = objectsAt(schemas, value).flatMap((schema) => schema._zod.def.shape[String(key)] ?? [])
  return [...named, ...schemas.flatMap((schema) => itemsOf(schema))]
}

/** Schemas of the values of a list or a record. */
function itemsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { def } = (unwrapped(schema) as z.core.$ZodTypes)._zod
  if (def.type === 'array') return [def.element]
  if (def.type === 'record') return [def.valueType]
  if (def.type === 'union') return def.options.flatMap((option) => itemsOf(option))
  return []
}

/** Whether a place keeps keys that it has no meaning for. */
export const keepsMoreKeys = (schemas: Schemas, value: unknown): boolean => objectsAt(schemas, value).some((schema) => schema._zod.def.catchall !== undefined)

import type { ZodType } from 'zod'
import { AppError } from '../platform/errors.ts'

/** Something a revision points at: `{ kind: 'chart', target: id }`, `{ kind: 'explore', target: name }`… */
export type Reference = { kind: string; target: string }

/**
 * What a kind of thing brings along; versions, history, trash, slugs and references then work for it without knowing
 * it.
 */
export type ResourceKind<Spec extends object> = {
  kind: string
  /** Content of one revision. */
  schema: ZodType<Spec>
  references(spec: Spec): Reference[]
  /** Its slug is a name that people give and programs call, not one made from its title: taken is taken. */
  hasOwnSlug?: true
}

/** Declares a kind; only there so that its types are inferred. */
export const resourceKind = <Spec extends object>(definition: ResourceKind<Spec>): ResourceKind<Spec> => definition

/** Checks content that came from outside. Throws `invalid` with the path of everything that is wrong. */
export function parseSpec<Spec extends object>(kind: ResourceKind<Spec>, input: unknown): Spec {
  const parsed = kind.schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const first = fields[0]
  throw new AppError('invalid', `This ${kind.kind} cannot be saved: ${first?.path || 'content'}: ${first?.message ?? 'is not valid'}`, {
    reason: 'invalid_spec',
    fields,
  })
}

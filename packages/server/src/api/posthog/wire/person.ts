import { z } from 'zod'
import type { NumberedPerson } from '../../../domain/identity/numbered-people-store.ts'

export const personWire = z.object({
  id: z.number().int(),
  uuid: z.string(),
  distinct_id: z.string().nullable(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  is_email_verified: z.boolean().nullable(),
  hedgehog_config: z.null(),
  role_at_organization: z.string().nullable(),
})

export const toPerson = (person: NumberedPerson | null): z.infer<typeof personWire> | null =>
  person === null
    ? null
    : {
        id: person.number,
        uuid: person.id,
        distinct_id: person.id,
        first_name: person.firstName,
        last_name: person.lastName,
        email: person.email,
        is_email_verified: person.isEmailVerified,
        hedgehog_config: null,
        role_at_organization: null,
      }

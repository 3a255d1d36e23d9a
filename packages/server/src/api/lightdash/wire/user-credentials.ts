import { z } from 'zod'
import type { NewCredentials } from '../../../domain/projects/user-credentials.ts'
import type { UserCredentials } from '../../../domain/projects/user-credentials-store.ts'

const text = z.string().min(1).max(1000)
/** Blank: what is kept stays. */
const secret = z.string().max(100_000)
const byPassword = <Type extends 'postgres' | 'redshift' | 'snowflake' | 'trino'>(type: Type) =>
  z.object({ type: z.literal(type), user: text, password: secret })

/** Credentials as clients send them. */
export const userCredentialsRequest = z.object({
  name: text,
  credentials: z.discriminatedUnion('type', [
    byPassword('postgres'),
    byPassword('redshift'),
    byPassword('snowflake'),
    byPassword('trino'),
    z.object({ type: z.literal('bigquery'), keyfileContents: z.record(z.string(), z.string()) }),
    z.object({ type: z.literal('databricks'), personalAccessToken: secret }),
  ]),
})

export function toNewCredentials({ name, credentials }: z.infer<typeof userCredentialsRequest>): NewCredentials {
  const { type } = credentials
  return { name, credentials: { type, user: 'user' in credentials ? credentials.user : null }, secret: secretOf(credentials) }
}

function secretOf(credentials: z.infer<typeof userCredentialsRequest>['credentials']): string | null {
  if (credentials.type === 'bigquery') return Object.keys(credentials.keyfileContents).length === 0 ? null : JSON.stringify(credentials.keyfileContents)
  const given = credentials.type === 'databricks' ? credentials.personalAccessToken : credentials.password
  return given === '' ? null : given
}

export const userCredentialsWire = z.object({
  uuid: z.string(),
  userUuid: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  credentials: z.object({ type: z.string(), user: z.string().optional() }),
})

/** Never with the secret. */
export const toUserCredentials = ({ id, userId, name, createdAt, updatedAt, credentials }: UserCredentials): z.infer<typeof userCredentialsWire> => ({
  uuid: id,
  userUuid: userId,
  name,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
  credentials: { type: credentials.type, ...(credentials.user === null ? {} : { user: credentials.user }) },
})

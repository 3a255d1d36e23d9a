import { variableValueSchema } from '@atrium/documents'
import { z } from 'zod'
import { runTokenLifetime, type NewRunToken } from '../../../domain/endpoints/run-tokens/run-tokens.ts'
import type { RunToken } from '../../../domain/endpoints/run-tokens/run-token.ts'

export const runTokenWire = z.object({
  id: z.string(),
  name: z.string(),
  /** Values that whoever calls can't choose. */
  variables: z.record(z.string(), z.unknown()),
  /** Sites whose pages may call with it; none: programs only. */
  origins: z.array(z.string()),
  /** Ids of the endpoints that it calls. */
  endpointUuids: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
})

const origin = z
  .string()
  .max(300)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text,
    'must be a site like https://app.example.com, without a path or a slash at the end',
  )

export const newRunTokenRequest = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Names of further endpoints. */
  endpoints: z.array(z.string().max(128)).max(50).optional(),
  variables: z
    .record(z.string().max(200), variableValueSchema)
    .refine((values) => Object.keys(values).length <= 50, 'at most 50')
    .optional(),
  origins: z.array(origin).max(20).optional(),
  lifetimeSeconds: z.number().int().min(runTokenLifetime.least).max(runTokenLifetime.most),
})

/** The token that is asked for, in the domain's words. */
export const toNewRunToken = (
  key: { projectId: string; name: string },
  { name, endpoints, variables, origins, lifetimeSeconds }: z.infer<typeof newRunTokenRequest>,
): NewRunToken => ({ ...key, description: name, others: endpoints ?? [], variables: variables ?? {}, origins: origins ?? [], lifetimeSeconds })

export const toRunToken = (token: RunToken): z.infer<typeof runTokenWire> => ({
  id: token.id,
  name: token.name,
  variables: token.variables,
  origins: [...token.origins],
  endpointUuids: [...token.endpointIds],
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
})

import { isDeepStrictEqual } from 'node:util'
import type { WriteCtx } from '../../access/operation.ts'
import type { IntegrationKind } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { SecretError } from '../../platform/secrets/secret-error.ts'
import { putSecret, readSecret, removeSecret } from '../../platform/secrets/secret-store.ts'
import { nowOf, personOf } from '../identity/identity-ctx.ts'
import { deleteIntegration, findIntegration, insertIntegration, lockIntegrations, updateIntegration, type Integration } from './integration-store.ts'
import type { IntegrationsCtx } from './integrations-ctx.ts'

/** Secrets of an integration by what they are for: a text to keep, null to take away, undefined leaves what is there. */
export type SecretChanges = Readonly<Record<string, string | null | undefined>>

type Kept<Settings extends object> = {
  organizationId: string
  kind: IntegrationKind
  /** What was there when the settings were checked with the service; null: nothing. */
  seen: Integration<Settings> | null
  settings: Settings
  secrets: SecretChanges
}

/**
 * Keeps what was entered of a service in the place of what was there before, and records it without the secrets. `conflict` when
 * somebody else connected it meanwhile: a secret that is kept goes to no other address than the one it was entered for.
 */
export async function keepIntegration<Settings extends object>(
  ctx: IntegrationsCtx & WriteCtx,
  { organizationId, kind, seen, settings, secrets }: Kept<Settings>,
): Promise<Integration<Settings>> {
  await lockIntegrations(ctx.tx, organizationId)
  const before = await findIntegration<Settings>(ctx.tx, organizationId, kind)
  requireAsSeen(before, seen)
  const now = nowOf(ctx)
  const kept = before === null ? { id: newId(), organizationId, kind, settings, connectedBy: personOf(ctx).userId, connectedAt: now } : { ...before, settings }
  await (before === null ? insertIntegration(ctx.tx, kept) : updateIntegration(ctx.tx, kept.id, settings))
  const owner = { integrationId: kept.id }
  for (const [purpose, text] of Object.entries(secrets)) {
    if (text === null) await removeSecret(ctx.tx, owner, purpose)
    else if (text !== undefined) await putSecret(ctx.tx, ctx.keys, { organizationId, kind: 'integration', purpose, owner, text, now })
  }
  const newSecrets = Object.entries(secrets).flatMap(([purpose, text]) => (typeof text === 'string' ? [purpose] : []))
  ctx.record({ targetKind: 'integration', targetId: kept.id, before: before?.settings ?? null, after: { kind, ...settings, newSecrets } })
  return kept
}

/** Throws `conflict` unless a service is connected as it was when it was asked. */
export function requireAsSeen(now: Integration | null, seen: Integration | null): void {
  if (now?.id === seen?.id && isDeepStrictEqual(now?.settings, seen?.settings)) return
  throw new AppError(
    'conflict',
    'Somebody changed how this service is connected in the meantime. Nothing was changed: load the page Integrations again, and begin anew.',
    { reason: 'revision_conflict' },
  )
}

/** Forgets a service, with its secrets and everybody's links to it. */
export async function dropIntegration(ctx: WriteCtx, integration: Integration): Promise<void> {
  await deleteIntegration(ctx.tx, integration.id)
  ctx.record({ targetKind: 'integration', targetId: integration.id, before: { kind: integration.kind, ...integration.settings }, after: null })
}

/** A secret of an integration. Throws `unavailable` when it is not there, or this installation's keys do not open it. */
export async function integrationSecret(ctx: Pick<IntegrationsCtx, 'db' | 'keys'>, integration: Integration, purpose: string): Promise<string> {
  const text = await readSecret(ctx.db, ctx.keys, { integrationId: integration.id }, purpose).catch((cause: unknown) => {
    if (cause instanceof SecretError) throw unreadable(cause)
    throw cause
  })
  if (text === null) throw unreadable()
  return text
}

const unreadable = (cause?: unknown): AppError =>
  new AppError(
    'unavailable',
    'What was entered to connect this service cannot be read with the keys of this installation. An administrator has to enter it again on the page Integrations.',
    { reason: 'secret_unreadable' },
    { cause },
  )

import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { confirmAuthenticatorApp, offerAuthenticatorApp, removeAuthenticatorApp } from '../../../domain/identity/second-factor/authenticator-app.ts'
import { listMemberFactors, resetFactorsOfMember } from '../../../domain/identity/second-factor/member-factors.ts'
import { getOwnSecurity } from '../../../domain/identity/second-factor/own-security.ts'
import { addPasskey, offerPasskey, removePasskey, renamePasskey } from '../../../domain/identity/second-factor/passkeys.ts'
import { renewRecoveryCodes } from '../../../domain/identity/second-factor/recovery-codes.ts'
import { getSecurityPolicy, updateSecurityPolicy } from '../../../domain/identity/second-factor/security-policy.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { newPasskeyAnswer, ownSecurityWire, passkeyOptionsWire, toOwnSecurity } from '../wire/security.ts'

const tags = ['Accounts']
const ofPasskey = z.object({ passkeyUuid: z.string() })
const name = z.string().max(200)
const recoveryCodes = z.array(z.string())
const added = { recoveryCodes: recoveryCodes.nullable(), isMailed: z.boolean() }
const mailed = z.object({ isMailed: z.boolean() })
const policy = z.object({ requiresSecondFactor: z.boolean() })

/** How accounts are guarded: the own one, those of members, and what the organization asks. */
export const securityRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetOwnSecurity',
    method: 'get',
    path: '/api/v1/app/security',
    summary: 'How the own account is guarded',
    tags,
    auth: 'session',
    responses: answers(ownSecurityWire, 'Password, second factors, recovery codes'),
    handle: async (ctx: RequestCtx) => toOwnSecurity(await perform(getOwnSecurity, ctx, {})),
  }),
  route({
    operationId: 'OfferAuthenticatorApp',
    method: 'post',
    path: '/api/v1/app/security/app',
    summary: 'A key for an authenticator app; it counts once it is confirmed',
    tags,
    auth: 'session',
    limit: 'secrets',
    responses: answers(z.object({ key: z.string(), uri: z.string() }), 'The key, and the address that a QR code holds'),
    handle: (ctx: RequestCtx) => perform(offerAuthenticatorApp, ctx, {}),
  }),
  route({
    operationId: 'ConfirmAuthenticatorApp',
    method: 'post',
    path: '/api/v1/app/security/app/confirm',
    summary: 'Takes the app into use, by a code that it shows',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: z.object({ code: z.string().min(1).max(20) }),
    responses: answers(z.object(added), 'Recovery codes, this once; null for whoever has some'),
    handle: (ctx: RequestCtx, { body }) => perform(confirmAuthenticatorApp, ctx, body),
  }),
  route({
    operationId: 'RemoveAuthenticatorApp',
    method: 'delete',
    path: '/api/v1/app/security/app',
    summary: 'Forgets the own authenticator app',
    tags,
    auth: 'session',
    limit: 'secrets',
    responses: answers(mailed, 'It is gone'),
    handle: (ctx: RequestCtx) => perform(removeAuthenticatorApp, ctx, {}),
  }),
  route({
    operationId: 'RenewRecoveryCodes',
    method: 'post',
    path: '/api/v1/app/security/recovery-codes',
    summary: 'New recovery codes; the earlier ones are dead',
    tags,
    auth: 'session',
    limit: 'secrets',
    responses: answers(z.object({ recoveryCodes }), 'The codes, this once'),
    handle: (ctx: RequestCtx) => perform(renewRecoveryCodes, ctx, {}),
  }),
  route({
    operationId: 'OfferPasskey',
    method: 'post',
    path: '/api/v1/app/security/passkeys/options',
    summary: 'What the browser needs to make a passkey',
    tags,
    auth: 'session',
    limit: 'secrets',
    responses: answers(passkeyOptionsWire, 'Options for navigator.credentials.create'),
    handle: (ctx: RequestCtx) => perform(offerPasskey, ctx, {}),
  }),
  route({
    operationId: 'AddPasskey',
    method: 'post',
    path: '/api/v1/app/security/passkeys',
    summary: 'Adds the passkey that the browser made',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: z.object({ name, answer: newPasskeyAnswer }),
    responses: answers(z.object({ ...added, uuid: z.string() }), 'Recovery codes, this once; null for whoever has some'),
    async handle(ctx: RequestCtx, { body }) {
      const { id, ...rest } = await perform(addPasskey, ctx, body)
      return { uuid: id, ...rest }
    },
  }),
  route({
    operationId: 'RenamePasskey',
    method: 'patch',
    path: '/api/v1/app/security/passkeys/:passkeyUuid',
    summary: 'Gives a passkey another name',
    tags,
    auth: 'session',
    params: ofPasskey,
    body: z.object({ name }),
    responses: answers(null, 'It has the name'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(renamePasskey, ctx, { passkeyId: params.passkeyUuid, name: body.name })
    },
  }),
  route({
    operationId: 'RemovePasskey',
    method: 'delete',
    path: '/api/v1/app/security/passkeys/:passkeyUuid',
    summary: 'Forgets a passkey',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: ofPasskey,
    responses: answers(mailed, 'It is gone'),
    handle: (ctx: RequestCtx, { params }) => perform(removePasskey, ctx, { passkeyId: params.passkeyUuid }),
  }),
  route({
    operationId: 'ListMemberFactors',
    method: 'get',
    path: '/api/v1/app/member-factors',
    summary: 'Which members have a second factor',
    tags,
    auth: 'user',
    responses: answers(z.array(z.object({ userUuid: z.string(), app: z.boolean(), passkeys: z.number() })), 'Those who have one'),
    handle: async (ctx: RequestCtx) => (await perform(listMemberFactors, ctx, {})).map(({ userId, ...rest }) => ({ userUuid: userId, ...rest })),
  }),
  route({
    operationId: 'ResetFactorsOfMember',
    method: 'delete',
    path: '/api/v1/app/members/:userUuid/factors',
    summary: 'Takes all second factors from a member who lost theirs; their sessions end',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: z.object({ userUuid: z.string() }),
    responses: answers(mailed, 'They are gone'),
    handle: (ctx: RequestCtx, { params }) => perform(resetFactorsOfMember, ctx, { userId: params.userUuid }),
  }),
  route({
    operationId: 'GetSecurityPolicy',
    method: 'get',
    path: '/api/v1/app/security-policy',
    summary: 'What the organization asks of the accounts of its people',
    tags,
    auth: 'user',
    responses: answers(policy, 'What it asks'),
    handle: (ctx: RequestCtx) => perform(getSecurityPolicy, ctx, {}),
  }),
  route({
    operationId: 'UpdateSecurityPolicy',
    method: 'patch',
    path: '/api/v1/app/security-policy',
    summary: 'Changes it, for everybody at once',
    tags,
    auth: 'session',
    body: policy,
    responses: answers(policy, 'What it asks'),
    handle: (ctx: RequestCtx, { body }) => perform(updateSecurityPolicy, ctx, body),
  }),
]

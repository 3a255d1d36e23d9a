import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { joinOrganization, listAvailableOrganizations } from '../../../domain/identity/join-organization.ts'
import { listLinkedIdentities, unlinkIdentity } from '../../../domain/identity/linked-identities.ts'
import { createOrganization } from '../../../domain/identity/organizations.ts'
import { completeUserSetup, deleteOwnAccount } from '../../../domain/identity/own-account.ts'
import { renewSession } from '../../../domain/identity/renew-session.ts'
import { getEmailStatus, sendEmailPasscode, tryEmailPasscode } from '../../../domain/identity/verify-email.ts'
import { Answer, route, type AnyRoute, type Incoming } from '../../../platform/http/route.ts'
import { countedAddress } from '../../../platform/net/counted-address.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { endedSession, sessionAnswer } from '../../session-answer.ts'
import { availableOrganizationWire, emailStatusWire, identitiesWire, toAvailableOrganization, toEmailStatus, toIdentities } from '../wire/accounts.ts'
import { toUser, userWire } from '../wire/user.ts'

const tags = ['My account']

/** Rights have risen: a session goes on under a new id; a token stays what it is. */
async function risen(ctx: RequestCtx, { request }: Pick<Incoming<unknown, unknown, unknown>, 'request'>): Promise<Answer | undefined> {
  if (ctx.actor.kind !== 'user' || ctx.actor.via !== 'session') return undefined
  return sessionAnswer(await perform(renewSession, ctx, { userAgent: request.headers['user-agent'] }))
}

/** What people do with their own account, beside the profile. */
export const ownAccountRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'CompleteUserSetup',
    method: 'patch',
    path: '/api/v1/user/me/complete',
    summary: 'Finishes the sign-up',
    tags,
    auth: 'session',
    body: z.object({
      organizationName: z.string().max(200).optional(),
      jobTitle: z.string().max(200).optional(),
      enableEmailDomainAccess: z.boolean().optional(),
      isMarketingOptedIn: z.boolean().optional(),
      isTrackingAnonymized: z.boolean().optional(),
    }),
    responses: answers(userWire, 'The person'),
    async handle(ctx: RequestCtx, { body }) {
      // Clients send the field empty when it was not asked for. Job titles are not kept.
      const { jobTitle: _jobTitle, organizationName, ...rest } = body
      return toUser(await perform(completeUserSetup, ctx, { ...present(rest), ...(organizationName ? { organizationName } : {}) }))
    },
  }),
  route({
    operationId: 'DeleteMe',
    method: 'delete',
    path: '/api/v1/user/me',
    summary: 'Removes the own account',
    tags,
    auth: 'session',
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx) {
      await perform(deleteOwnAccount, ctx, {})
      return new Answer({ cookies: [endedSession] })
    },
  }),
  route({
    operationId: 'CreateEmailOneTimePasscode',
    method: 'put',
    path: '/api/v1/user/me/email/otp',
    summary: 'Mails a code that proves that the own address is read by its owner',
    tags,
    auth: 'session',
    responses: answers(emailStatusWire, 'The state of the address'),
    handle: async (ctx: RequestCtx, { request }) => toEmailStatus(await perform(sendEmailPasscode, ctx, { address: countedAddress(request.ip) })),
  }),
  route({
    operationId: 'GetEmailVerificationStatus',
    method: 'get',
    path: '/api/v1/user/me/email/status',
    summary: 'The state of the own address; with `passcode` that code is tried',
    tags,
    auth: 'session',
    query: z.object({ passcode: z.string().max(20).optional() }),
    responses: answers(emailStatusWire, 'The state of the address'),
    handle: async (ctx: RequestCtx, { query }) =>
      toEmailStatus(await (query.passcode === undefined ? perform(getEmailStatus, ctx, {}) : perform(tryEmailPasscode, ctx, { code: query.passcode }))),
  }),
  route({
    operationId: 'ListMyAvailableOrganizations',
    method: 'get',
    path: '/api/v1/user/me/allowedOrganizations',
    summary: 'Organizations that let the own verified address in',
    tags,
    auth: 'user',
    responses: answers(z.array(availableOrganizationWire), 'The organizations'),
    handle: async (ctx: RequestCtx) => (await perform(listAvailableOrganizations, ctx, {})).map(toAvailableOrganization),
  }),
  route({
    operationId: 'JoinOrganization',
    method: 'post',
    path: '/api/v1/user/me/joinOrganization/:organizationUuid',
    summary: 'Joins one of them',
    tags,
    auth: 'user',
    params: z.object({ organizationUuid: z.string() }),
    responses: answers(null, 'The person is a member'),
    async handle(ctx: RequestCtx, incoming) {
      await perform(joinOrganization, ctx, { organizationId: incoming.params.organizationUuid })
      return risen(ctx, incoming)
    },
  }),
  route({
    operationId: 'CreateOrganization',
    method: 'put',
    path: '/api/v1/org',
    summary: 'Founds the organization of this installation, while there is none',
    tags,
    auth: 'user',
    body: z.object({ name: z.string().min(1).max(200) }),
    responses: answers(null, 'The person is its administrator'),
    async handle(ctx: RequestCtx, incoming) {
      await perform(createOrganization, ctx, { name: incoming.body.name })
      await ctx.settleOrganization()
      return risen(ctx, incoming)
    },
  }),
  route({
    operationId: 'GetLinkedIdentities',
    method: 'get',
    path: '/api/v1/user/identities',
    summary: 'The own accounts at identity providers, by type',
    tags,
    auth: 'session',
    responses: answers(identitiesWire, 'The identities'),
    handle: async (ctx: RequestCtx) => toIdentities(await perform(listLinkedIdentities, ctx, {})),
  }),
  route({
    operationId: 'DeleteLinkedIdentity',
    method: 'delete',
    path: '/api/v1/user/identity',
    summary: 'Unlinks one',
    tags,
    auth: 'session',
    body: z.object({ issuer: z.string().max(1000), email: z.string().max(400) }),
    responses: answers(null, 'It is not linked'),
    async handle(ctx: RequestCtx, { body }) {
      await perform(unlinkIdentity, ctx, { issuer: body.issuer, email: body.email })
    },
  }),
]

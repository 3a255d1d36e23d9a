import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getAllowedDomains, updateAllowedDomains } from '../../../domain/identity/allowed-domains.ts'
import { removeMember } from '../../../domain/identity/members.ts'
import { getOnboarding, setOnboardingShown } from '../../../domain/identity/onboarding.ts'
import { getOrganization } from '../../../domain/identity/organizations.ts'
import { deleteOrganization } from '../../../domain/projects/delete-organization.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { endedSession } from '../../session-answer.ts'
import { allowedDomainsBody, allowedDomainsWire, fromAllowedDomains, onboardingWire, toAllowedDomains, toOnboarding } from '../wire/accounts.ts'

const tags = ['Organization']

/** Who is in the organization, how people come in, and its end. */
export const organizationAccessRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListOrganizationEmailDomains',
    method: 'get',
    path: '/api/v1/org/allowedEmailDomains',
    summary: 'Whose addresses may join by themselves, and what they become',
    tags,
    auth: 'session',
    responses: answers(allowedDomainsWire, 'The domains'),
    async handle(ctx: RequestCtx) {
      const { id } = await perform(getOrganization, ctx, {})
      return toAllowedDomains(id, await perform(getAllowedDomains, ctx, {}))
    },
  }),
  route({
    operationId: 'UpdateOrganizationEmailDomains',
    method: 'patch',
    path: '/api/v1/org/allowedEmailDomains',
    summary: 'Says who may join by themselves',
    tags,
    auth: 'session',
    body: allowedDomainsBody,
    responses: answers(allowedDomainsWire, 'The domains'),
    async handle(ctx: RequestCtx, { body }) {
      const { id } = await perform(getOrganization, ctx, {})
      return toAllowedDomains(id, await perform(updateAllowedDomains, ctx, fromAllowedDomains(body)))
    },
  }),
  route({
    operationId: 'DeleteOrganizationMember',
    method: 'delete',
    path: '/api/v1/org/user/:userUuid',
    summary: 'Removes a member and their account; what they made stays',
    tags,
    auth: 'user',
    params: z.object({ userUuid: z.string() }),
    responses: answers(null, 'They are removed'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(removeMember, ctx, { userId: params.userUuid })
    },
  }),
  route({
    operationId: 'GetOnboardingStatus',
    method: 'get',
    path: '/api/v1/org/onboardingStatus',
    summary: 'Whether anybody ran a query yet',
    tags,
    auth: 'session',
    responses: answers(onboardingWire, 'How far the organization has come'),
    handle: async (ctx: RequestCtx) => toOnboarding(await perform(getOnboarding, ctx, {})),
  }),
  route({
    operationId: 'SetOnboardingShown',
    method: 'post',
    path: '/api/v1/org/onboardingStatus/shownSuccess',
    summary: 'Remembers that the first query was celebrated',
    tags,
    auth: 'session',
    responses: answers(null, 'It is remembered'),
    async handle(ctx: RequestCtx) {
      await perform(setOnboardingShown, ctx, {})
    },
  }),
  route({
    operationId: 'DeleteMyOrganization',
    method: 'delete',
    path: '/api/v1/org/:organizationUuid',
    summary: 'Removes the organization with everything and everybody in it',
    tags,
    auth: 'session',
    params: z.object({ organizationUuid: z.string() }),
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteOrganization, ctx, { organizationId: params.organizationUuid })
      return new Answer({ cookies: [endedSession] })
    },
  }),
]

import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getSetupState, setUp } from '../../../domain/identity/set-up.ts'
import { redeemSignInLink } from '../../../domain/identity/sign-in-links.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { sessionAnswer } from '../../session-answer.ts'

const tags = ['Session']
/** Whatever was pasted: a wrong one is told apart from a used one by nobody, and answered in words. */
const token = z.string()

export const signInRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'RedeemSignInLink',
    method: 'post',
    path: '/api/v1/app/sign-in-link',
    summary: 'Signs in with the link that was printed at start; works once',
    tags,
    auth: 'public',
    limit: 'sign_in',
    body: z.object({ token }),
    responses: answers(null, 'The session is in the cookie'),
    handle: async (ctx: RequestCtx, { body, request }) =>
      sessionAnswer(await perform(redeemSignInLink, { ...ctx, actor: { kind: 'anonymous' } }, { token: body.token, userAgent: request.headers['user-agent'] })),
  }),
  route({
    operationId: 'GetSetupState',
    method: 'get',
    path: '/api/v1/app/setup',
    summary: 'Whether this installation waits for its first person',
    tags,
    auth: 'public',
    responses: answers(z.object({ open: z.boolean() }), 'Whether it does'),
    handle: async (ctx: RequestCtx) => ({ open: (await perform(getSetupState, { ...ctx, actor: { kind: 'anonymous' } }, {})).needsSetup }),
  }),
  route({
    operationId: 'SetUp',
    method: 'post',
    path: '/api/v1/app/setup',
    summary: 'Makes the first administrator, with the token that was printed at start',
    tags,
    auth: 'public',
    limit: 'sign_in',
    body: z.object({
      token,
      email: z.string().max(400),
      password: z.string().max(1000),
      firstName: z.string().min(1).max(200),
      lastName: z.string().max(200).default(''),
      organizationName: z.string().min(1).max(200),
    }),
    responses: answers(null, 'The session is in the cookie'),
    async handle(ctx: RequestCtx, { body, request }) {
      const session = await perform(setUp, { ...ctx, actor: { kind: 'anonymous' } }, { ...body, userAgent: request.headers['user-agent'] })
      await ctx.settleOrganization()
      return sessionAnswer(session)
    },
  }),
]

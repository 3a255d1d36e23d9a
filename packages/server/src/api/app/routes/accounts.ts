import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getMemberFootprint, setMemberActive } from '../../../domain/identity/member-active.ts'
import { endOtherSessions, endOwnSession, listOwnSessions } from '../../../domain/identity/own-sessions.ts'
import { resetPasswordOfMember } from '../../../domain/identity/reset-password.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'

const tags = ['Accounts']
const ofMember = z.object({ userUuid: z.string() })
const session = z.object({
  uuid: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  userAgent: z.string().nullable(),
  isCurrent: z.boolean(),
})

/** Own sessions, and what administrators do with members beside their role. */
export const accountRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListOwnSessions',
    method: 'get',
    path: '/api/v1/app/sessions',
    summary: 'Where the person is signed in',
    tags,
    auth: 'session',
    responses: answers(z.array(session), 'The sessions, the one used last first'),
    handle: async (ctx: RequestCtx) =>
      (await perform(listOwnSessions, ctx, {})).map(({ id, createdAt, lastSeenAt, expiresAt, userAgent, isCurrent }) => ({
        uuid: id,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        userAgent,
        isCurrent,
      })),
  }),
  route({
    operationId: 'EndOtherSessions',
    method: 'delete',
    path: '/api/v1/app/sessions',
    summary: 'Signs out everywhere else',
    tags,
    auth: 'session',
    responses: answers(null, 'They are ended'),
    async handle(ctx: RequestCtx) {
      await perform(endOtherSessions, ctx, {})
    },
  }),
  route({
    operationId: 'EndOwnSession',
    method: 'delete',
    path: '/api/v1/app/sessions/:sessionUuid',
    summary: 'Signs out in one place',
    tags,
    auth: 'session',
    params: z.object({ sessionUuid: z.string() }),
    responses: answers(null, 'It is ended'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(endOwnSession, ctx, { sessionId: params.sessionUuid })
    },
  }),
  route({
    operationId: 'SetMemberActive',
    method: 'patch',
    path: '/api/v1/app/members/:userUuid',
    summary: 'Locks a member out, or lets them back in',
    tags,
    auth: 'user',
    params: ofMember,
    body: z.object({ isActive: z.boolean() }),
    responses: answers(z.object({ isActive: z.boolean() }), 'What they are now'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { isActive } = await perform(setMemberActive, ctx, { userId: params.userUuid, isActive: body.isActive })
      return { isActive }
    },
  }),
  route({
    operationId: 'GetMemberFootprint',
    method: 'get',
    path: '/api/v1/app/members/:userUuid/footprint',
    summary: 'What goes with a member who is removed, and what stays',
    tags,
    auth: 'user',
    params: ofMember,
    responses: answers(
      z.object({
        sessions: z.number(),
        tokens: z.number(),
        projects: z.number(),
        spaces: z.number(),
        ownSpaces: z.array(z.string()),
        made: z.number(),
      }),
      'What hangs on them',
    ),
    handle: (ctx: RequestCtx, { params }) => perform(getMemberFootprint, ctx, { userId: params.userUuid }),
  }),
  route({
    operationId: 'ResetPasswordOfMember',
    method: 'post',
    path: '/api/v1/app/members/:userUuid/password-reset',
    summary: 'A way to a new password for a member: by mail, or as a link to pass on where no mail is sent',
    tags,
    auth: 'session',
    params: ofMember,
    responses: answers(z.object({ link: z.string().nullable(), email: z.string(), expiresAt: z.string() }), 'The link, null when it was mailed'),
    async handle(ctx: RequestCtx, { params }) {
      const { link, email, expiresAt } = await perform(resetPasswordOfMember, ctx, { userId: params.userUuid })
      return { link, email, expiresAt: expiresAt.toISOString() }
    },
  }),
]

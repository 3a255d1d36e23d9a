import { z } from 'zod'
import { roleLadder } from '../../../access/role-ladder.ts'
import { perform } from '../../../access/operation.ts'
import { getCurrentUser } from '../../../domain/identity/current-user.ts'
import { getInvitation, invitationPath, inviteMember, revokeInvitations } from '../../../domain/identity/invitations.ts'
import { acceptInvitation, registerByDomain } from '../../../domain/identity/register.ts'
import { askForPasswordReset, checkPasswordReset, setNewPassword } from '../../../domain/identity/reset-password.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { languages } from '../../../platform/languages.ts'
import { countedAddress } from '../../../platform/net/counted-address.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { endedSession, sessionAnswer } from '../../session-answer.ts'
import { invitationWire, toInvitation } from '../wire/accounts.ts'
import { toUser, userWire } from '../wire/user.ts'

const tags = ['Registration']
const person = {
  firstName: z.string().trim().min(1).max(200),
  lastName: z.string().max(200),
  password: z.string().max(1000),
}
/** By invitation, whose address may be named to make sure, or by an address of an allowed domain. */
const registration = z.union([
  z.object({ ...person, inviteCode: z.string().min(1).max(300), email: z.string().max(400).optional() }),
  z.object({ ...person, email: z.string().max(400), language: z.enum(languages).optional() }),
])

/** Ways to an account and back into one. */
export const registrationRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'CreateInviteLink',
    method: 'post',
    path: '/api/v1/invite-links',
    summary: 'Invites somebody: a pending member, and a link that works once; inviting again ends the earlier link',
    tags,
    auth: 'user',
    body: z.object({
      email: z.string().max(400),
      role: z.enum(roleLadder).default('member'),
      expiresAt: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .nullish(),
    }),
    responses: answers(invitationWire, 'The invitation; `isMailed` when the link is on its way by mail', { status: 201 }),
    async handle(ctx: RequestCtx, { body }) {
      const made = await perform(inviteMember, ctx, { email: body.email, role: body.role, expiresAt: body.expiresAt ?? null })
      return new Answer({ status: 201, results: { ...toInvitation(made, made.link), isMailed: made.isMailed } })
    },
  }),
  route({
    operationId: 'GetInviteLink',
    method: 'get',
    path: '/api/v1/invite-links/:inviteLinkCode',
    summary: 'Whom an invitation is for',
    tags,
    auth: 'public',
    params: z.object({ inviteLinkCode: z.string() }),
    responses: answers(invitationWire, 'The invitation'),
    async handle(ctx: RequestCtx, { params }) {
      const code = params.inviteLinkCode
      return toInvitation(await perform(getInvitation, ctx, { code }), ctx.mail.linkTo(invitationPath(code)))
    },
  }),
  route({
    operationId: 'RevokeInviteLinks',
    method: 'delete',
    path: '/api/v1/invite-links',
    summary: 'Ends all open invitations of the organization',
    tags,
    auth: 'user',
    responses: answers(null, 'They are ended'),
    async handle(ctx: RequestCtx) {
      await perform(revokeInvitations, ctx, {})
    },
  }),
  route({
    operationId: 'RegisterUser',
    method: 'post',
    path: '/api/v1/user',
    summary: 'Makes an account, by invitation or by an allowed e-mail domain, and signs in',
    tags,
    auth: 'public',
    body: registration,
    responses: answers(userWire, 'The person; the session is in the cookie'),
    async handle(ctx: RequestCtx, { body, request }) {
      const { firstName, lastName, password } = body
      const who = { firstName, lastName, password, address: countedAddress(request.ip), userAgent: request.headers['user-agent'] }
      const session =
        'inviteCode' in body
          ? await perform(acceptInvitation, ctx, { ...who, code: body.inviteCode, email: body.email })
          : await perform(registerByDomain, ctx, { ...who, email: body.email, language: body.language })
      const actor = await ctx.identity.authenticator.actorOfUser(session.userId)
      return sessionAnswer(session, toUser(await perform(getCurrentUser, { ...ctx, actor }, {})))
    },
  }),
  route({
    operationId: 'CreatePasswordReset',
    method: 'post',
    path: '/api/v1/password-reset',
    summary: 'Mails a link to a new password to whoever has this address; the answer is the same for every address',
    tags,
    auth: 'public',
    body: z.object({ email: z.string().max(400) }),
    responses: answers(null, 'It is looked into'),
    async handle(ctx: RequestCtx, { body, request }) {
      await perform(askForPasswordReset, { ...ctx, actor: { kind: 'anonymous' } }, { email: body.email, address: countedAddress(request.ip) })
    },
  }),
  route({
    operationId: 'VerifyPasswordReset',
    method: 'get',
    path: '/api/v1/password-reset/:code',
    summary: 'Whether a link to a new password works',
    tags,
    auth: 'public',
    params: z.object({ code: z.string() }),
    responses: answers(null, 'It works'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(checkPasswordReset, { ...ctx, actor: { kind: 'anonymous' } }, { code: params.code })
    },
  }),
  route({
    operationId: 'ResetPassword',
    method: 'post',
    path: '/api/v1/user/password/reset',
    summary: 'Sets a new password by a link, once; all sessions end',
    tags,
    auth: 'public',
    body: z.object({ code: z.string().max(300), newPassword: z.string().max(1000) }),
    responses: answers(null, 'It is set'),
    async handle(ctx: RequestCtx, { body, request }) {
      await perform(setNewPassword, { ...ctx, actor: { kind: 'anonymous' } }, { ...body, address: countedAddress(request.ip) })
      return new Answer({ cookies: [endedSession] })
    },
  }),
]

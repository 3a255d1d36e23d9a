import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { askProofPasskey, proveIdentity } from '../../../domain/identity/prove-identity.ts'
import { askPasskeySignIn, signInWithPasskey } from '../../../domain/identity/second-factor/passkey-sign-in.ts'
import { askSecondStepPasskey, finishSecondStep, getSecondStep } from '../../../domain/identity/second-factor/second-step.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { countedAddress } from '../../../platform/net/counted-address.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { doorCookies, secondStepDone, sessionAnswer } from '../../session-answer.ts'
import { givenFactor, givenProof, passkeyAnswer, passkeyOptionsWire } from '../wire/security.ts'

const tags = ['Session']

/** The second step of a sign-in, passkeys instead of passwords, and the proof that it is still the same person. */
export const secondFactorRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetSecondStep',
    method: 'get',
    path: '/api/v1/app/second-step',
    summary: 'How the sign-in that waits in this browser can be finished',
    tags,
    auth: 'public',
    responses: answers(z.object({ app: z.boolean(), passkey: z.boolean(), recoveryCode: z.boolean() }), 'The ways'),
    handle: (ctx: RequestCtx, { request }) => perform(getSecondStep, ctx, { pending: doorCookies(request).pending }),
  }),
  route({
    operationId: 'AskSecondStepPasskey',
    method: 'post',
    path: '/api/v1/app/second-step/passkey',
    summary: 'What the browser needs to do the second step with a passkey',
    tags,
    auth: 'public',
    limit: 'sign_in',
    responses: answers(passkeyOptionsWire, 'Options for navigator.credentials.get'),
    handle: (ctx: RequestCtx, { request }) => perform(askSecondStepPasskey, ctx, { pending: doorCookies(request).pending }),
  }),
  route({
    operationId: 'FinishSecondStep',
    method: 'post',
    path: '/api/v1/app/second-step',
    summary: 'Finishes a sign-in with a code of an app, a recovery code or a passkey',
    tags,
    auth: 'public',
    limit: 'sign_in',
    body: givenFactor,
    responses: answers(null, 'The session is in the cookie'),
    handle: async (ctx: RequestCtx, { body, request }) =>
      secondStepDone(
        await perform(finishSecondStep, ctx, {
          ...doorCookies(request),
          given: body,
          address: countedAddress(request.ip),
          userAgent: request.headers['user-agent'],
        }),
      ),
  }),
  route({
    operationId: 'AskPasskeySignIn',
    method: 'post',
    path: '/api/v1/app/passkey-sign-in/options',
    summary: 'What the browser needs to sign in with a passkey',
    tags,
    auth: 'public',
    limit: 'sign_in',
    responses: answers(passkeyOptionsWire, 'Options for navigator.credentials.get'),
    handle: (ctx: RequestCtx, { request }) => perform(askPasskeySignIn, ctx, { address: countedAddress(request.ip) }),
  }),
  route({
    operationId: 'SignInWithPasskey',
    method: 'post',
    path: '/api/v1/app/passkey-sign-in',
    summary: 'Signs in with a passkey',
    tags,
    auth: 'public',
    limit: 'sign_in',
    body: z.object({ answer: passkeyAnswer }),
    responses: answers(null, 'The session is in the cookie'),
    handle: async (ctx: RequestCtx, { body, request }) =>
      sessionAnswer(
        await perform(signInWithPasskey, ctx, { answer: body.answer, address: countedAddress(request.ip), userAgent: request.headers['user-agent'] }),
      ),
  }),
  route({
    operationId: 'ProveIdentity',
    method: 'post',
    path: '/api/v1/app/proof',
    summary: 'Proves in a session that it is still the same person: what needs a fresh proof is open for ten minutes',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: givenProof,
    responses: answers(null, 'The session goes on in a new cookie'),
    handle: async (ctx: RequestCtx, { body, request }) =>
      sessionAnswer(
        await perform(proveIdentity, ctx, {
          given: body,
          address: countedAddress(request.ip),
          device: doorCookies(request).device,
          userAgent: request.headers['user-agent'],
        }),
      ),
  }),
  route({
    operationId: 'AskProofPasskey',
    method: 'post',
    path: '/api/v1/app/proof/passkey',
    summary: 'What the browser needs to give that proof with a passkey',
    tags,
    auth: 'session',
    limit: 'secrets',
    responses: answers(passkeyOptionsWire, 'Options for navigator.credentials.get'),
    handle: (ctx: RequestCtx) => perform(askProofPasskey, ctx, {}),
  }),
]

import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getCurrentUser } from '../../../domain/identity/current-user.ts'
import { getSignInOptions } from '../../../domain/identity/oidc/sign-in-options.ts'
import { SecondStepNeeded } from '../../../domain/identity/second-factor/second-step-needed.ts'
import { getSetupState } from '../../../domain/identity/set-up.ts'
import { signIn } from '../../../domain/identity/sign-in.ts'
import { signOut } from '../../../domain/identity/sign-out.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { countedAddress } from '../../../platform/net/counted-address.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { doorCookies, endedSession, secondStepAnswer, sessionAnswer } from '../../session-answer.ts'
import { maxRowsOfPage } from '../wire/started-query.ts'
import { toUser, userWire } from '../wire/user.ts'

const tags = ['Session']
const nothing = z.object({}).loose()
/** Where signing in by a provider begins, below `/api/v1`. */
const loginPath = (slug: string): string => `/login/oidc/${slug}`

export const sessionRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'Livez',
    method: 'get',
    path: '/api/v1/livez',
    summary: 'Is the process alive',
    tags,
    auth: 'public',
    responses: answers(null, 'It is'),
    handle: async () => undefined,
  }),
  route({
    operationId: 'GetHealth',
    method: 'get',
    path: '/api/v1/health',
    summary: 'State of this installation; works signed out',
    tags,
    auth: 'public',
    responses: answers(z.looseObject({ healthy: z.boolean(), version: z.string(), isAuthenticated: z.boolean() }), 'The state'),
    async handle(ctx: RequestCtx) {
      const { needsSetup } = await perform(getSetupState, ctx, {})
      const { password, providers } = await perform(getSignInOptions, ctx, {})
      return {
        healthy: true,
        mode: 'default',
        version: ctx.settings.version,
        localDbtEnabled: false,
        isAuthenticated: ctx.actor.kind === 'user',
        requiresOrgRegistration: needsSetup,
        latest: { version: ctx.settings.version },
        siteUrl: ctx.settings.siteUrl,
        frameHosts: ctx.settings.frameHosts,
        staticIp: '',
        query: { maxLimit: ctx.limits.maxRows, csvCellsLimit: ctx.limits.csvCells, maxPageSize: maxRowsOfPage },
        pivotTable: { maxColumnLimit: 200 },
        auth: {
          disablePasswordAuthentication: !password,
          google: { enabled: false, loginPath: '' },
          okta: { enabled: false, loginPath: '' },
          oneLogin: { enabled: false, loginPath: '' },
          azuread: { enabled: false, loginPath: '' },
          oidc: { enabled: providers.length > 0, loginPath: providers[0] === undefined ? '' : loginPath(providers[0].slug) },
        },
        rudder: {},
        sentry: {},
        intercom: {},
        pylon: {},
        hasEmailClient: ctx.mail.isConfigured,
        hasHeadlessBrowser: false,
        hasSlack: false,
        hasGithub: false,
        hasGroups: false,
        hasExtendedUsageAnalytics: false,
        customVisualizationsEnabled: false,
      }
    },
  }),
  route({
    operationId: 'GetFlash',
    method: 'get',
    path: '/api/v1/flash',
    summary: 'One-time messages of the session; there are none',
    tags,
    auth: 'public',
    responses: answers(nothing, 'Messages by kind'),
    handle: async () => ({}),
  }),
  route({
    operationId: 'getLoginOptions',
    method: 'get',
    path: '/api/v1/user/login-options',
    summary: 'Ways to sign in',
    tags,
    auth: 'public',
    query: z.object({ email: z.string().optional() }),
    responses: answers(
      z.object({ showOptions: z.array(z.string()), forceRedirect: z.boolean(), redirectUri: z.string().optional() }),
      'The ways, the same whether the address has an account or not',
    ),
    async handle(ctx: RequestCtx, { query }) {
      const { password, providers } = await perform(getSignInOptions, ctx, { email: query.email })
      const only = !password && providers.length === 1 ? providers[0] : undefined
      return {
        showOptions: [...(password ? ['email'] : []), ...(providers.length > 0 ? ['oidc'] : [])],
        forceRedirect: only !== undefined,
        ...(only === undefined ? {} : { redirectUri: new URL(`/api/v1${loginPath(only.slug)}`, ctx.settings.siteUrl).href }),
      }
    },
  }),
  route({
    operationId: 'Login',
    method: 'post',
    path: '/api/v1/login',
    summary: 'Signs in with a password; whoever has a second factor is refused with SecondStepError, and goes on at FinishSecondStep',
    tags,
    auth: 'public',
    limit: 'sign_in',
    body: z.object({ email: z.string().max(400), password: z.string().max(1000) }),
    responses: answers(userWire, 'The person; the session is in the cookie'),
    async handle(ctx: RequestCtx, { body, request }) {
      const { device } = doorCookies(request)
      const entered = await perform(signIn, ctx, { ...body, address: countedAddress(request.ip), device, userAgent: request.headers['user-agent'] }).catch(
        (error: unknown) => {
          if (error instanceof SecondStepNeeded) return error
          throw error
        },
      )
      if (entered instanceof SecondStepNeeded) return secondStepAnswer(entered, request)
      const actor = await ctx.identity.authenticator.actorOfUser(entered.userId)
      return sessionAnswer(entered, toUser(await perform(getCurrentUser, { ...ctx, actor }, {})))
    },
  }),
  route({
    operationId: 'Logout',
    method: 'get',
    changesState: true,
    path: '/api/v1/logout',
    summary: 'Ends the session',
    tags,
    auth: 'public',
    responses: answers(null, 'It has ended'),
    async handle(ctx: RequestCtx) {
      if (ctx.actor.kind === 'user' && ctx.actor.via === 'session') await perform(signOut, ctx, {})
      return new Answer({ cookies: [endedSession] })
    },
  }),
]

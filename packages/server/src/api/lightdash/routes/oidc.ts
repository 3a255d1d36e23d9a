import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { attemptSeconds, beginOidcSignIn } from '../../../domain/identity/oidc/begin-sign-in.ts'
import { failureOf } from '../../../domain/identity/oidc/failure.ts'
import { finishOidcSignIn, type FinishedOidc } from '../../../domain/identity/oidc/finish-sign-in.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { oidcCookie } from '../../credentials.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { returnPathOf } from '../../return-path.ts'
import { sessionCookies } from '../../session-answer.ts'

const tags = ['Session']
const ofProvider = z.object({ slug: z.string().max(100) })
const elsewhere = { 302: { description: 'On to the provider, or back to a page that says why not' } }

/** Signing in by an identity provider: browsers come here by themselves, so every answer sends them on. */
export const oidcRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'LoginOidc',
    method: 'get',
    path: '/api/v1/login/oidc/:slug',
    summary: 'Sends the browser to an identity provider',
    tags,
    auth: 'public',
    limit: 'sign_in',
    params: ofProvider,
    query: z.object({ redirect: z.string().max(4000).optional() }),
    responses: { ...answers(null, 'Never'), ...elsewhere },
    async handle(ctx: RequestCtx, { params, query, request }) {
      const returnPath = returnPathOf(query.redirect, ctx.settings.siteUrl)
      try {
        const input = { slug: params.slug, returnPath, browserSecret: request.cookies[oidcCookie] }
        const { url, browserSecret } = await perform(beginOidcSignIn, ctx, input)
        return goTo(url, [{ name: oidcCookie, value: browserSecret, maxAgeSeconds: attemptSeconds }])
      } catch (error) {
        const reason = failureOf(error)
        if (reason === null) throw error
        return goTo(failurePage({ outcome: 'failed', reason, returnPath, isLinking: false, provider: null }))
      }
    },
  }),
  route({
    operationId: 'OidcRedirect',
    method: 'get',
    path: '/api/v1/oauth/redirect/oidc/:slug',
    summary: 'Takes the browser back from an identity provider: signed in, or told why not',
    tags,
    auth: 'public',
    limit: 'expensive',
    params: ofProvider,
    responses: { ...answers(null, 'Never'), ...elsewhere },
    async handle(ctx: RequestCtx, { params, request }) {
      const finished = await finishOidcSignIn(ctx, {
        slug: params.slug,
        query: request.url.split('?')[1] ?? '',
        browserSecret: request.cookies[oidcCookie],
        userAgent: request.headers['user-agent'],
      })
      if (finished.outcome === 'failed') return goTo(failurePage(finished))
      return goTo(finished.returnPath, finished.outcome === 'signed_in' ? sessionCookies(finished.session) : [])
    },
  }),
]

type Cookies = NonNullable<ConstructorParameters<typeof Answer>[0]['cookies']>

const goTo = (location: string, cookies: Cookies = []): Answer => new Answer({ status: 302, headers: { location }, cookies })

/** The page that says what went wrong: where one would sign in, or where one wanted to add a way in. */
function failurePage({ reason, provider, isLinking, returnPath }: FinishedOidc & { outcome: 'failed' }): string {
  const told = new URLSearchParams({ failed: reason, ...(provider === null ? {} : { provider }) })
  if (isLinking) return `/me?${told}`
  if (returnPath !== '/') told.set('redirect', returnPath)
  return `/login?${told}`
}

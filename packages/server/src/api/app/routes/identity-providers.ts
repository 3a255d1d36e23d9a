import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { attemptSeconds, beginOidcLinking } from '../../../domain/identity/oidc/begin-sign-in.ts'
import { getPasswordSignIn, setPasswordSignIn, type PasswordSignIn } from '../../../domain/identity/oidc/password-sign-in.ts'
import { createIdentityProvider, deleteIdentityProvider, listIdentityProviders, updateIdentityProvider } from '../../../domain/identity/oidc/providers.ts'
import { getSignInOptions } from '../../../domain/identity/oidc/sign-in-options.ts'
import { testIdentityProvider } from '../../../domain/identity/oidc/test-provider.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { oidcCookie } from '../../credentials.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { returnPathOf } from '../../return-path.ts'
import { changedProvider, fromSettings, newProvider, passwordSignInWire, providerWire, testedProviderWire, toProviderWire } from '../wire/identity-providers.ts'

const tags = ['Identity providers']
const ofProvider = z.object({ providerUuid: z.string() })
const choice = z.object({ slug: z.string(), name: z.string() })

/** How people of the organization sign in. Secrets go in and never come out. */
export const identityProviderRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListIdentityProviders',
    method: 'get',
    path: '/api/v1/app/identity-providers',
    summary: 'The identity providers of the organization',
    tags,
    auth: 'session',
    responses: answers(z.array(providerWire), 'The providers, without their secrets'),
    handle: async (ctx: RequestCtx) => (await perform(listIdentityProviders, ctx, {})).map(toProviderWire),
  }),
  route({
    operationId: 'CreateIdentityProvider',
    method: 'post',
    path: '/api/v1/app/identity-providers',
    summary: 'Adds a provider; whether it works is not asked',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: newProvider,
    responses: answers(providerWire, 'The provider'),
    handle: async (ctx: RequestCtx, { body }) =>
      toProviderWire(await perform(createIdentityProvider, ctx, { ...fromSettings(body), slug: body.slug, clientSecret: body.clientSecret })),
  }),
  route({
    operationId: 'UpdateIdentityProvider',
    method: 'put',
    path: '/api/v1/app/identity-providers/:providerUuid',
    summary: 'Changes a provider; without a secret the stored one stays for the same issuer and client',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: ofProvider,
    body: changedProvider,
    responses: answers(providerWire, 'The provider'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toProviderWire(await perform(updateIdentityProvider, ctx, { ...fromSettings(body), providerId: params.providerUuid, clientSecret: body.clientSecret })),
  }),
  route({
    operationId: 'DeleteIdentityProvider',
    method: 'delete',
    path: '/api/v1/app/identity-providers/:providerUuid',
    summary: 'Removes a provider; accounts stay',
    tags,
    auth: 'session',
    params: ofProvider,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteIdentityProvider, ctx, { providerId: params.providerUuid })
    },
  }),
  route({
    operationId: 'TestIdentityProvider',
    method: 'post',
    path: '/api/v1/app/identity-providers/:providerUuid/test',
    summary: 'Tries a stored provider step by step',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: ofProvider,
    responses: answers(testedProviderWire, 'The steps, each with its time and what to do'),
    handle: (ctx: RequestCtx, { params }) => testIdentityProvider(ctx, { providerId: params.providerUuid }),
  }),
  route({
    operationId: 'GetPasswordSignIn',
    method: 'get',
    path: '/api/v1/app/password-sign-in',
    summary: 'Whether members sign in with passwords, and who always can',
    tags,
    auth: 'session',
    responses: answers(passwordSignInWire, 'How it is'),
    handle: async (ctx: RequestCtx) => toPasswordSignIn(await perform(getPasswordSignIn, ctx, {})),
  }),
  route({
    operationId: 'SetPasswordSignIn',
    method: 'put',
    path: '/api/v1/app/password-sign-in',
    summary: 'Switches passwords on, or off for everybody but administrators',
    tags,
    auth: 'session',
    body: z.object({ isOn: z.boolean() }),
    responses: answers(passwordSignInWire, 'How it is now'),
    handle: async (ctx: RequestCtx, { body }) => toPasswordSignIn(await perform(setPasswordSignIn, ctx, { isOn: body.isOn })),
  }),
  route({
    operationId: 'GetSignInOptions',
    method: 'get',
    path: '/api/v1/app/sign-in-options',
    summary: 'Ways to sign in, all or those for the domain of an address',
    tags: ['Session'],
    auth: 'public',
    query: z.object({ email: z.string().max(400).optional() }),
    responses: answers(z.object({ password: z.boolean(), providers: z.array(choice) }), 'The ways, the same whether the address has an account or not'),
    handle: (ctx: RequestCtx, { query }) => perform(getSignInOptions, ctx, { email: query.email }),
  }),
  route({
    operationId: 'BeginIdentityLinking',
    method: 'post',
    path: '/api/v1/app/identity-links',
    summary: 'Begins to add an identity provider to the own account: the address to go to next',
    tags: ['Accounts'],
    auth: 'session',
    limit: 'secrets',
    body: z.object({ slug: z.string().max(100), returnPath: z.string().max(4000).default('/me') }),
    responses: answers(z.object({ url: z.string() }), 'The address; the browser is remembered by a cookie'),
    async handle(ctx: RequestCtx, { body, request }) {
      const { url, browserSecret } = await perform(beginOidcLinking, ctx, {
        slug: body.slug,
        returnPath: returnPathOf(body.returnPath, ctx.settings.siteUrl),
        browserSecret: request.cookies[oidcCookie],
      })
      return new Answer({ results: { url }, cookies: [{ name: oidcCookie, value: browserSecret, maxAgeSeconds: attemptSeconds }] })
    },
  }),
]

const toPasswordSignIn = ({ isOn, keepers }: PasswordSignIn): z.infer<typeof passwordSignInWire> => ({
  isOn,
  keepers: keepers.map(({ userId, name, email }) => ({ userUuid: userId, name, email })),
})

import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../platform/errors.ts'
import { serveLiveSockets } from './app/live-socket.ts'
import { serveEmbedPage } from './app/embed-page.ts'
import { mountRoutes, mountShared, sendFailure, type DoorShape } from '../platform/http/mount-routes.ts'
import { openApiOf } from '../platform/http/openapi.ts'
import type { AnyRoute } from '../platform/http/route.ts'
import { isForHex, isHexAddress } from './hex/told-apart.ts'
import type { House, RequestCtx } from './house.ts'

/** A door: its routes and how it words things. */
export type Door = { routes: readonly AnyRoute<RequestCtx>[]; shape: DoorShape<RequestCtx> }

/** All there are. */
export type Doors = { lightdash: Door; app: Door; scim: Door; posthog: Door; hashboard: Door; hex: Door; mcp: Door }

/** Puts all doors, the API description and the pages on the server. */
export async function openDoors(app: FastifyInstance, house: House, doors: Doors, webFolder: string): Promise<void> {
  const all = [doors.lightdash, doors.app, doors.scim, doors.posthog, doors.hashboard, doors.hex, doors.mcp]
  const routes = all.flatMap((door) => door.routes)
  const shared = sharedRoutes(doors.lightdash, doors.hex)
  for (const { routes: own, shape } of all) {
    mountRoutes(
      app,
      own.filter((definition) => !shared.flat().includes(definition)),
      shape,
    )
  }
  for (const [ours, theirs] of shared) {
    const sides = [
      { definition: ours, door: doors.lightdash.shape },
      { definition: theirs, door: doors.hex.shape },
    ] as const
    mountShared(app, sides, (request) => isForHex(house, request))
  }

  // Written when somebody asks, which most starts never see: it takes a quarter of a start's time.
  let description: string | undefined
  app.get('/api/openapi.json', (_request, reply) => {
    description ??= describeApi(routes, house.settings.version)
    return reply.header('content-type', 'application/json; charset=utf-8').send(description)
  })
  app.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }))

  app.setErrorHandler((error, request, reply) => {
    void sendFailure(doors.lightdash.shape, error, request, reply)
  })
  serveLiveSockets(app, house)
  if (await servePages(app, (path, request) => doorAt(doors, path, request), webFolder)) serveEmbedPage(app, house)
}

/** Routes that two doors have at the same address. */
const sharedRoutes = (one: Door, other: Door): [AnyRoute<RequestCtx>, AnyRoute<RequestCtx>][] =>
  one.routes.flatMap((ours) =>
    other.routes.flatMap((theirs) =>
      ours.method === theirs.method && ours.path === theirs.path ? [[ours, theirs] as [AnyRoute<RequestCtx>, AnyRoute<RequestCtx>]] : [],
    ),
  )

/** The door in whose words it is said that there is nothing at an address. */
function doorAt(doors: Doors, path: string, request: FastifyRequest): Door {
  if (path.startsWith('/scim/')) return doors.scim
  if (isHexAddress(path, request)) return doors.hex
  if (/^\/(api\/)?graphql(\/|$)/.test(path)) return doors.hashboard
  return /^\/api\/(environments|projects|users|personal_api_keys)\//.test(path) ? doors.posthog : doors.lightdash
}

/** The API as OpenAPI, in JSON. */
const describeApi = (routes: readonly AnyRoute<RequestCtx>[], version: string): string =>
  JSON.stringify(
    openApiOf(routes, {
      title: 'Atrium',
      version,
      description:
        'Explores, charts, dashboards, SQL and exports over HTTP. Answers are `{status, results}`; under /scim/v2 they are those of RFC 7644, endpoints answer under /api/projects in a format of their own, /api/graphql answers GraphQL, and operations tagged Hex answer in the format of Hex: where Lightdash has the same address, to bearer tokens.',
    }),
  )

/** The path with `%2e` and the like as what they mean; one that means nothing is no page. */
function readablePath(url: string): string {
  const [path = ''] = url.split('?')
  try {
    return decodeURIComponent(path)
  } catch {
    return '/.'
  }
}

/** Addresses that are no page: the API, assets, hidden files, anything with an ending. */
const notAPage = /^\/(api|scim|assets)(\/|$)|\/\.|\.\w+$|\\/

/** The built pages: files under `/assets`, and the one page for every address that a person may open. Answers whether there are any. */
async function servePages(app: FastifyInstance, doorAt: (path: string, request: FastifyRequest) => Door, webFolder: string): Promise<boolean> {
  const hasPages = existsSync(path.join(webFolder, 'index.html'))
  if (hasPages) {
    await app.register(fastifyStatic, {
      root: webFolder,
      wildcard: false,
      index: false,
      cacheControl: true,
      immutable: true,
      maxAge: '365d',
      decorateReply: true,
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !notAPage.test(readablePath(request.url))
    if (hasPages && wantsPage) return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0, immutable: false })
    const { shape } = doorAt(readablePath(request.url).toLowerCase(), request)
    return sendFailure(shape, new AppError('not_found', `There is nothing at ${request.method} ${request.url.split('?')[0]}`), request, reply)
  })
  return hasPages
}

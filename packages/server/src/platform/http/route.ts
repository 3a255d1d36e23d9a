import type { FastifyRequest } from 'fastify'
import type { ZodType } from 'zod'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'options'

/** One documented answer. Without `schema` the answer has no JSON body of its own. */
export type RouteResponse = { description: string; schema?: ZodType; contentType?: string }

/** Whose credentials a route takes; the operation behind it is what refuses. */
export type RouteAuth = 'public' | 'user' | 'session'

/**
 * How a route is counted, by person or address: `sign_in` proves who somebody is, `secrets` makes or uses credentials,
 * `expensive` keeps more busy than a query does. Programs of the Hex format are counted apart: what begins a run of an app,
 * brings models, makes a link to embed.
 */
export type RouteLimit = 'sign_in' | 'secrets' | 'expensive' | 'hex_run' | 'hex_ingest' | 'hex_embed'

export type Incoming<P, Q, B> = {
  params: P
  query: Q
  body: B
  /** The body as it came, for answers that are remembered by it. Empty when there was none. */
  rawBody: Buffer
  request: FastifyRequest
}

/** A route as data: what OpenAPI, validation and the router are made from. */
export type Route<C, P = unknown, Q = unknown, B = unknown> = {
  /** The contract's own name of the operation, where it has one. */
  operationId: string
  method: Method
  /** `/api/v1/projects/:projectUuid` */
  path: string
  summary: string
  tags: readonly string[]
  auth: RouteAuth
  limit?: RouteLimit
  /** A GET that answers HEAD as well: everything but the body. */
  answersHead?: true
  /** Asked again and again in the same words: its door may know the answer; see `DoorShape.again`. */
  repeats?: true
  /** A GET that changes something, because its format has it so: no other site may send somebody there. */
  changesState?: true
  params?: ZodType<P>
  query?: ZodType<Q>
  body?: ZodType<B>
  /** `bytes`: the body is no JSON but what it is, `application/octet-stream`, in `rawBody`. */
  takes?: 'bytes'
  responses: Readonly<Record<number, RouteResponse>>
  /** Answers the results (wrapped by the door), or an `Answer` when more than that has to be said. */
  handle(ctx: C, incoming: Incoming<P, Q, B>): Promise<unknown>
}

/** Any route of a door: what a handler takes is checked where the route is written. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of routes holds handlers of different inputs
export type AnyRoute<C> = Route<C, any, any, any>

/** Declares a route; only there so that its types are inferred. */
export const route = <C, P = unknown, Q = unknown, B = unknown>(definition: Route<C, P, Q, B>): AnyRoute<C> => definition

export type AnswerParts = {
  /** 200 when absent. */
  status?: number
  headers?: Record<string, string>
  cookies?: { name: string; value: string; maxAgeSeconds: number }[]
  /** Results for the door's envelope. */
  results?: unknown
  /** A finished body, sent as it is. */
  bytes?: Buffer | string
  /** A file on disk, streamed. */
  file?: { path: string; contentType: string; fileName: string }
  /** A file made while it is sent. */
  stream?: { text: AsyncIterable<string>; contentType: string; fileName: string }
  /** Events as `text/event-stream`, each sent as soon as it is there. Must not throw. */
  events?: AsyncIterable<string>
  contentType?: string
}

/** What a handler answers when it has to say more than its results. */
export class Answer {
  readonly parts: AnswerParts
  constructor(parts: AnswerParts) {
    this.parts = parts
  }
}

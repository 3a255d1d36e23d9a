/** The part of oidc-provider that the harness uses; the package has no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> }
  type Ctx = {
    oidc: {
      provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant }
      client: { clientId: string }
      session: { accountId: string }
      params: { scope: string }
    }
  }
  type Account = { accountId: string; claims(): Promise<Record<string, unknown>> }
  export type Configuration = {
    clients: Record<string, unknown>[]
    jwks: { keys: object[] }
    cookies: { keys: string[] }
    scopes: string[]
    claims: Record<string, string[]>
    features: Record<string, { enabled: boolean }>
    interactions: { url(): string }
    /** Seconds. */
    ttl: Record<string, number>
    loadExistingGrant(ctx: Ctx): Promise<Grant>
    findAccount(ctx: Ctx, sub: string): Account | undefined
  }
  export default class Provider {
    constructor(issuer: string, configuration: Configuration)
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: { login: { accountId: string } } | { error: string }): Promise<void>
    on(event: 'server_error', listener: (ctx: unknown, error: Error) => void): void
  }
}

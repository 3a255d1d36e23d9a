import type { FastifyReply, FastifyRequest } from 'fastify'

const notFramed = "frame-ancestors 'none'"

/** Scripts only from ourselves, frames from the hosts that are allowed; styles may be inline because the component library writes style attributes. */
const policyWith = (frameHosts: readonly string[]): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    `frame-src ${["'self'", ...frameHosts.map((host) => `https://${host}`)].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    notFramed,
  ].join('; ')

/** Abilities of browsers that no page of ours uses. */
const unused = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb']
  .map((name) => `${name}=()`)
  .join(', ')

/** Sets the headers of every answer, errors and files included. Answers of the API are private: never stored by a cache. */
export function securityHeaders(frameHosts: readonly string[]): (request: FastifyRequest, reply: FastifyReply, siteUrl: string) => void {
  const always = {
    'content-security-policy': policyWith(frameHosts),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': unused,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  return (request, reply, siteUrl) => {
    reply.headers(always)
    reply.header('x-request-id', request.id)
    if (siteUrl.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000')
    if (/^\/(api|scim|graphql)(\/|\?|$)/i.test(request.url)) reply.header('cache-control', 'no-store')
  }
}

/** Lets pages of these origins show an answer in a frame; of none, nobody's, which is how it is without. */
export function framedBy(reply: FastifyReply, origins: readonly string[]): void {
  if (origins.length === 0) return
  reply.header('content-security-policy', String(reply.getHeader('content-security-policy')).replace(notFramed, `frame-ancestors ${origins.join(' ')}`))
}

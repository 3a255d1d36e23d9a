/** A browser that only follows redirects: it keeps the cookies of each site and says where it ended. */
export type CookieWalker = {
  /** Asks for an address and goes wherever it is sent, up to `until` (which is not asked for any more). */
  walk(url: string, until?: (at: URL) => boolean): Promise<Walked>
  /** The cookies that a site gave, as a header. */
  cookiesOf(url: string): string
  take(url: string, cookie: string): void
}

export type Walked = { url: URL; status: number; text: string }

const mostSteps = 20

/** `headers` are sent with every request, as a proxy in front would. */
export function cookieWalker(headers: Record<string, string> = {}): CookieWalker {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (url: string): Map<string, string> => {
    const { host } = new URL(url)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    return jar
  }
  const cookiesOf = (url: string): string => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ')
  const take = (url: string, line: string): void => {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const isOver = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute))
    if (isOver) jarOf(url).delete(pair.slice(0, at))
    else jarOf(url).set(pair.slice(0, at), pair.slice(at + 1))
  }
  return {
    cookiesOf,
    take,
    async walk(from, until = () => false) {
      let url = from
      for (let step = 0; step < mostSteps; step++) {
        if (until(new URL(url))) return { url: new URL(url), status: 0, text: '' }
        const answer = await fetch(url, { redirect: 'manual', headers: { ...headers, cookie: cookiesOf(url) } })
        for (const line of answer.headers.getSetCookie()) take(url, line)
        const text = await answer.text()
        const next = answer.headers.get('location')
        if (next === null || answer.status < 300 || answer.status >= 400) return { url: new URL(url), status: answer.status, text }
        url = new URL(next, url).href
      }
      throw new Error(`still sent on after ${mostSteps} steps, at ${url}`)
    },
  }
}

/**
 * Where to go after signing in: a path of ours. Whatever a browser could read as another site or as a script is `/`, and
 * so is the sign-in page itself.
 */
export function returnPathOf(given: string | undefined, siteUrl: string): string {
  if (given === undefined || !given.startsWith('/') || !URL.canParse(given, siteUrl)) return '/'
  const { origin, pathname, search, hash } = new URL(given, siteUrl)
  if (origin !== new URL(siteUrl).origin || /^\/(login|setup|sign-in|api)(\/|$)/i.test(pathname) || pathname.startsWith('//')) return '/'
  return pathname + search + hash
}

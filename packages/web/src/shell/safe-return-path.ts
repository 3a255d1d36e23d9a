/**
 * Where to go after sign-in. Only a path of this site is followed: another host, a script address or a path that a
 * browser would read as a host becomes `/`.
 */
export function safeReturnPath(given: string | null | undefined): string {
  if (given === null || given === undefined || !/^\/(?![/\\])/.test(given)) return '/'
  // Browsers drop tabs and line ends inside of addresses, which can turn a path into a host.
  if (/\p{Cc}/u.test(given)) return '/'
  return /^\/(login|setup|sign-in)(\/|\?|$)/.test(given) ? '/' : given
}

import { AppError } from '../../platform/errors.ts'

const site = 'https://atrium.invalid'

/**
 * A path of a page of ours: a link that is sent around must lead nowhere else. Throws `invalid` for other sites however they
 * are written, for the API, and for what is no path.
 */
export function requireOwnPath(path: string, params: string): void {
  const fields = [
    ...(isOwn(path) ? [] : [{ path: 'path', value: path, message: 'is not the path of a page: it begins with one / and has neither a host nor ? nor #' }]),
    ...(params === '' || /^\?[^#\\\s]*$/.test(params) ? [] : [{ path: 'params', message: 'begins with ? and has no #, no \\ and no white space' }]),
  ]
  if (fields.length > 0)
    throw new AppError('invalid', `A short link leads to a page here: ${fields[0]?.path} ${fields[0]?.message}`, { reason: 'foreign_path', fields })
}

function isOwn(path: string): boolean {
  // Browsers take a backslash for a slash, and leave out tabs and line ends.
  if (!/^\/(?!\/)[^\\?#\s]*$/.test(path) || !URL.canParse(path, site)) return false
  const url = new URL(path, site)
  return url.origin === site && !url.pathname.startsWith('//') && !/^\/api(\/|$)/i.test(url.pathname)
}

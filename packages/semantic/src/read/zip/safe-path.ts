import { ZipRefusal } from './zip-limits.ts'

/** The path of an entry, which must lie inside of the archive and read the same everywhere. Throws `ZipRefusal`. */
export function safePath(name: Uint8Array, depth: number): string {
  const path = utf8(name)
  if (path === undefined) throw new ZipRefusal('zip.bad_path', 'The archive holds a file whose name is not UTF-8.', 'Rename it with plain letters.')
  const shown = path.replaceAll(/\p{Cc}/gu, '?').slice(0, 200)
  const refuse = (why: string): ZipRefusal =>
    new ZipRefusal('zip.bad_path', `${shown} ${why}.`, 'Pack the folder again with relative paths inside of it.', shown)
  if (path === '' || /\p{Cc}/u.test(path)) throw refuse('is not a file name')
  if (path.includes('\\')) throw refuse('has a backslash in its name')
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) throw refuse('has an absolute path')
  const parts = path.replace(/\/$/, '').split('/')
  if (parts.includes('..')) throw refuse('leads out of the archive')
  if (parts.some((part) => part === '' || part === '.')) throw refuse('has an empty part in its path')
  if (parts.length > depth || path.length > 1000) throw refuse('lies too deep')
  return path
}

/** Text of bytes that are UTF-8, without a mark of byte order. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

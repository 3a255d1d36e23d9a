import path from 'node:path'
import { AppError } from '../../platform/errors.ts'

/** Where a repository is. */
export type RemoteAddress =
  | { protocol: 'https' | 'http'; url: string; host: string; port: number }
  | { protocol: 'ssh'; url: string; host: string; port: number }
  | { protocol: 'file'; path: string }

const scpLike = /^([\w.-]+)@([\w.-]+):(?!\/\/)([\w./~-]+)$/

/**
 * Reads the address of a repository: `https://…`, `ssh://git@host/…`, `git@host:…`, or a folder of this server. Throws
 * `invalid` for other protocols, and for passwords in an address, which would be shown with it.
 */
export function readRemoteAddress(text: string): RemoteAddress {
  const given = text.trim()
  if (path.isAbsolute(given)) return { protocol: 'file', path: path.resolve(given) }
  const [, user, scpHost, scpPath] = scpLike.exec(given) ?? []
  const address = scpHost === undefined ? given : `ssh://${user}@${scpHost}/${scpPath}`
  // What programs take for different hosts is no address: a back slash ends the host for some of them only.
  if (/[\s\\\p{Cc}]/u.test(address) || !URL.canParse(address))
    throw wrong('must be an address like https://git.example.com/team/models.git or git@git.example.com:team/models.git')
  // Git is given what was looked at, not what was typed.
  const { href, protocol, hostname, port, username, password, search, hash, pathname } = new URL(address)
  const host = hostname.replaceAll(/^\[|\]$/g, '')
  if (!/^[\w.:-]+$/.test(host) || host.startsWith('-')) throw wrong('has no host name that can be asked')
  if (search !== '' || hash !== '' || pathname.length < 2 || pathname.includes('//')) throw wrong('must be that of a repository, without query or fragment')
  if (protocol === 'https:' || protocol === 'http:') {
    if (username !== '' || password !== '') throw wrong('must not hold a name or password: enter them in fields of their own, where they are kept encrypted')
    return { protocol: protocol === 'https:' ? 'https' : 'http', url: href, host, port: Number(port || (protocol === 'https:' ? 443 : 80)) }
  }
  if (protocol === 'ssh:') {
    if (password !== '') throw wrong('must not hold a password: enter the private key in a field of its own, where it is kept encrypted')
    if (!/^[\w.-]*$/.test(username) || username.startsWith('-')) throw wrong('has a user name with letters that are not taken')
    return { protocol: 'ssh', url: href, host, port: Number(port || 22) }
  }
  throw wrong('must begin with https:// or ssh://, or be a folder of this server')
}

/** Throws `invalid` for what cannot be a branch (git-check-ref-format), or could be taken for an option. */
export function requireBranch(text: string): string {
  const branch = text.trim()
  const isName =
    branch.length > 0 && branch.length <= 200 && /^[\p{L}\p{N}_][\p{L}\p{N}_./#+-]*$/u.test(branch) && !/\.\.|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(branch)
  if (isName) return branch
  throw new AppError('invalid', `"${branch.slice(0, 100)}" cannot be the name of a branch. Use letters, digits, "-", "_" and "/".`, {
    reason: 'git',
    fields: [{ path: 'body.branch', message: 'cannot be the name of a branch' }],
  })
}

/** A folder inside of a repository, without slashes around it; empty: all of it. Throws `invalid` for ways out. */
export function requireRepositoryFolder(text: string): string {
  const folder = text.trim().replaceAll(/^\/+|\/+$/g, '')
  const parts = folder === '' ? [] : folder.split('/')
  if (parts.every((part) => /^[^\p{Cc}\\]+$/u.test(part) && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')) return folder
  throw new AppError('invalid', `"${folder.slice(0, 100)}" cannot be a folder of a repository. Give a path inside of it, like models.`, {
    reason: 'git',
    fields: [{ path: 'body.folder', message: 'must be a path inside of the repository' }],
  })
}

const wrong = (message: string): AppError =>
  new AppError('invalid', `The address of the repository ${message}.`, { reason: 'git', fields: [{ path: 'body.remote', message }] })

import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '../../platform/errors.ts'
import { isLoopback } from '../../platform/net/outbound-fetch.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import type { RemoteAddress } from './remote-address.ts'
import type { GitRun } from './run-git.ts'

/** How to sign in: a name and a password or token over https; a private key over ssh, and the keys that hosts may have. */
export type GitCredentials = { username: string | null; secret: string | null; knownHosts: string | null }

export type RemoteRules = { outbound: Outbound; /** Folders of this server that may hold repositories. */ localRemotes: readonly string[] }

/** What git needs to speak to a remote: the address to name, and settings that are in no list of processes. */
export type ReachedRemote = { url: string } & Required<Pick<GitRun, 'config' | 'environment' | 'protocol'>>

/**
 * Lets `work` speak to a remote at the address that was checked, and nothing else. Throws `invalid` for addresses and
 * folders that this installation does not open.
 */
export async function withRemote<T>(
  remote: RemoteAddress,
  credentials: GitCredentials,
  rules: RemoteRules,
  work: (reached: ReachedRemote) => Promise<T>,
): Promise<T> {
  if (remote.protocol === 'file') {
    const place = await requireLocal(remote.path, rules.localRemotes)
    return work({ url: `file://${place}`, protocol: 'file', environment: {}, config: { 'safe.directory': place } })
  }
  const address = await rules.outbound.addressOf(remote.host, remote.port)
  if (remote.protocol === 'ssh') return overSsh(remote, address, credentials, work)
  if (remote.protocol === 'http' && !isLoopback(address)) {
    throw new AppError('invalid', `"${remote.host}" is asked over https only. The address of the repository must begin with https://.`, {
      reason: 'insecure_address',
    })
  }
  const pinned = isIPv6(address) ? `[${address}]` : address
  const config: Record<string, string> = { 'http.curloptResolve': `${remote.host}:${remote.port}:${pinned}` }
  if (credentials.secret !== null) {
    const basic = Buffer.from(`${credentials.username ?? 'git'}:${credentials.secret}`).toString('base64')
    config[`http.${new URL(remote.url).origin}/.extraHeader`] = `Authorization: Basic ${basic}`
  }
  return work({ url: remote.url, protocol: remote.protocol, environment: {}, config })
}

/** Key and settings lie in a folder that nobody else may read, for as long as it takes. */
async function overSsh<T>(
  remote: RemoteAddress & { protocol: 'ssh' },
  address: string,
  { secret, knownHosts }: GitCredentials,
  work: (reached: ReachedRemote) => Promise<T>,
): Promise<T> {
  if (secret === null || knownHosts === null || knownHosts.trim() === '') {
    throw new AppError(
      'invalid',
      'Over ssh a private key is needed, and the line by which the host is known ("ssh-keyscan" prints it). Enter both in the project\'s settings, page Git.',
      {
        reason: 'git',
      },
    )
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-ssh-'))
  try {
    const [key, hosts, config] = ['key', 'known_hosts', 'config'].map((name) => path.join(folder, name)) as [string, string, string]
    await writeFile(key, secret.trimEnd() + '\n', { mode: 0o600 })
    await writeFile(hosts, knownHosts.trimEnd() + '\n', { mode: 0o600 })
    await writeFile(config, sshConfig({ key, hosts, address, host: remote.host, port: remote.port }), { mode: 0o600 })
    // Git hands this line to a shell; the folder's name is ours.
    const command = `ssh -F '${config.replaceAll("'", "'\\''")}'`
    return await work({ url: remote.url, protocol: 'ssh', environment: { GIT_SSH_COMMAND: command, GIT_SSH_VARIANT: 'ssh' }, config: {} })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function sshConfig({ key, hosts, address, host, port }: { key: string; hosts: string; address: string; host: string; port: number }): string {
  const known = port === 22 ? host : `[${host}]:${port}`
  const settings = [
    `HostName ${address}`,
    `HostKeyAlias ${known}`,
    `IdentityFile "${key}"`,
    'IdentitiesOnly yes',
    'IdentityAgent none',
    `UserKnownHostsFile "${hosts}"`,
    'GlobalKnownHostsFile none',
    'StrictHostKeyChecking yes',
    'BatchMode yes',
    'ForwardAgent no',
    'ProxyCommand none',
    'ConnectTimeout 15',
  ]
  return `Host *\n${settings.map((line) => `  ${line}\n`).join('')}`
}

/** The real place of a repository on this server, inside of a folder that whoever runs it has opened. */
async function requireLocal(place: string, localRemotes: readonly string[]): Promise<string> {
  const found = await realpath(place).catch(() => null)
  const opened = await Promise.all(localRemotes.map((folder) => realpath(folder).catch(() => null)))
  if (found !== null && opened.some((folder) => folder !== null && (found === folder || found.startsWith(folder + path.sep)))) return found
  throw new AppError('invalid', `${place} is in no folder of repositories. Whoever runs this server names such folders with ATRIUM_GIT_FOLDERS.`, {
    reason: 'git_folder',
  })
}

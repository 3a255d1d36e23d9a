import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createOutbound } from '../../platform/net/outbound.ts'
import { withRemote } from './reach-remote.ts'
import { readRemoteAddress } from './remote-address.ts'
import { GitError, runGit } from './run-git.ts'

const outbound = createOutbound({ allowed: [], never: () => [], resolve: async (host) => [host === 'git.example.com' ? '93.184.215.14' : '10.0.0.1'] })
const rules = { outbound, localRemotes: [] }
const signal = new AbortController().signal

it('ssh gets its key, the host that is known and the address that was checked from files that are gone afterwards', async () => {
  const credentials = { username: null, secret: 'the private key', knownHosts: 'git.example.com ssh-ed25519 AAAA' }
  const place = await withRemote(
    readRemoteAddress('git@git.example.com:team/models.git'),
    credentials,
    rules,
    async ({ url, protocol, environment, config }) => {
      expect([url, protocol, config]).toEqual(['ssh://git@git.example.com/team/models.git', 'ssh', {}])
      const [, file = ''] = /^ssh -F '(.+)'$/.exec(environment['GIT_SSH_COMMAND'] ?? '') ?? []
      const settings = await readFile(file, 'utf8')
      for (const line of ['HostName 93.184.215.14', 'HostKeyAlias git.example.com', 'StrictHostKeyChecking yes', 'BatchMode yes', 'ProxyCommand none'])
        expect(settings).toContain(line)
      const key = path.join(path.dirname(file), 'key')
      expect([await readFile(key, 'utf8'), (await stat(key)).mode & 0o777]).toEqual(['the private key\n', 0o600])
      expect(await readFile(path.join(path.dirname(file), 'known_hosts'), 'utf8')).toBe('git.example.com ssh-ed25519 AAAA\n')
      return path.dirname(file)
    },
  )
  await expect(stat(place)).rejects.toMatchObject({ code: 'ENOENT' })
})

it('ssh without a known host, and hosts of private networks, are refused', async () => {
  const work = async (): Promise<never> => expect.unreachable()
  const nothing = { username: null, secret: 'key', knownHosts: null }
  await expect(withRemote(readRemoteAddress('ssh://git@git.example.com/a.git'), nothing, rules, work)).rejects.toMatchObject({ details: { reason: 'git' } })
  await expect(withRemote(readRemoteAddress('ssh://git@intern/a.git'), nothing, rules, work)).rejects.toMatchObject({ details: { reason: 'private_address' } })
  await expect(withRemote(readRemoteAddress('http://git.example.com/a.git'), nothing, rules, work)).rejects.toMatchObject({
    details: { reason: 'insecure_address' },
  })
})

it('over https a password stands in settings for its own host, which is asked at the address that was checked', async () => {
  const credentials = { username: 'ada', secret: 'token', knownHosts: null }
  await withRemote(readRemoteAddress('https://git.example.com/a.git'), credentials, rules, async ({ url, config }) => {
    expect(url).toBe('https://git.example.com/a.git')
    expect(config).toEqual({
      'http.curloptResolve': 'git.example.com:443:93.184.215.14',
      'http.https://git.example.com/.extraHeader': `Authorization: Basic ${Buffer.from('ada:token').toString('base64')}`,
    })
  })
})

it('says that git is not installed, and what git itself says', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-no-git-'))
  await expect(runGit({ folder, args: ['version'], signal, environment: { PATH: '/nowhere' } })).rejects.toMatchObject({ details: { reason: 'git_missing' } })
  await expect(runGit({ folder, args: ['rev-parse', 'HEAD'], signal })).rejects.toBeInstanceOf(GitError)
  await expect(runGit({ folder, args: ['version'], signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  await rm(folder, { recursive: true, force: true })
})

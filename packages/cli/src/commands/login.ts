import { text } from 'node:stream/consumers'
import { CliError, exitCode } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { askInBrowser } from '../remote/browser-login.ts'
import { readStored, removeStored, writeStored } from '../remote/credentials.ts'
import { checkedUrl, connect, serverOf, serverOptions } from '../remote/server.ts'

type User = { userUuid: string; firstName: string; lastName: string; email?: string; organizationName?: string; role?: string }

const nameOf = ({ firstName, lastName, email }: User): string =>
  [`${firstName} ${lastName}`.trim(), email === undefined ? '' : `<${email}>`].filter((part) => part !== '').join(' ')

export const login: Command = {
  words: ['login'],
  about: 'sign in to a server in the browser or with a token, and remember it',
  args: '<url>',
  takes: [1, 1],
  options: {
    'token-stdin': { type: 'boolean', about: 'read a token from standard input' },
    token: { type: 'boolean', about: 'ask for a token instead of opening the browser' },
    browser: { type: 'boolean', about: 'use the browser, also where nobody sits at this terminal' },
  },
  examples: ['atrium login https://atrium.example.com', 'atrium login https://atrium.example.com --token-stdin < token.txt'],
  async run(call) {
    const { terminal } = call
    const url = checkedUrl(call.args[0] ?? '')
    const token = await tokenOf(call, url)
    if (!/^[\u0021-\u007e]+$/.test(token)) throw new CliError(exitCode.usage, 'That is no token.', `Make one at ${url}/me/tokens and copy all of it.`)
    const user = await connect(url, token).call<User>('GET', '/api/v1/user')
    const file = await writeStored(terminal.env, { url, token })
    terminal.result({ url, user, file }, () => [`Signed in to ${url} as ${nameOf(user)}. The token is kept in ${file}, for you alone.`])
    return exitCode.ok
  },
}

async function tokenOf(call: Call, url: string): Promise<string> {
  const { terminal } = call
  if (call.flag('token-stdin')) return (await text(terminal.stdin)).trim()
  if ((terminal.env['ATRIUM_TOKEN'] ?? '') !== '') return terminal.env['ATRIUM_TOKEN'] ?? ''
  if (call.flag('browser') || (terminal.isInteractive && !call.flag('token'))) return askInBrowser(url, terminal)
  terminal.note(`Make a personal access token at ${url}/me/tokens (Personal access tokens).`)
  return terminal.secret('Token: ')
}

export const logout: Command = {
  words: ['logout'],
  about: 'forget the token of this machine; the token itself goes on working',
  takes: [0, 0],
  examples: ['atrium logout'],
  async run({ terminal }) {
    const stored = await readStored(terminal.env).catch(() => null)
    await removeStored(terminal.env)
    const said = stored === null ? 'Nothing was remembered.' : `The token for ${stored.url} is forgotten here. Delete it there when nobody else uses it.`
    terminal.result({ url: stored?.url ?? null }, () => [said])
    return exitCode.ok
  },
}

export const whoami: Command = {
  words: ['whoami'],
  about: 'who the server says you are',
  takes: [0, 0],
  options: serverOptions,
  examples: ['atrium whoami', 'atrium whoami --json'],
  async run(call) {
    const server = await serverOf(call)
    const user = await server.call<User>('GET', '/api/v1/user')
    call.terminal.result({ url: server.url, user }, () => [
      `${nameOf(user)} at ${server.url}`,
      `${user.organizationName ?? 'no organization'}, ${user.role ?? 'no role'}`,
    ])
    return exitCode.ok
  },
}

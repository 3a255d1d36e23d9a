import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { runCommand } from './run-command.ts'
import { csvLines, tableLines } from './terminal/table.ts'

/** What a command says without any server or file. */
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const said = Promise.all([text(stdout), text(stderr)])
  const code = await runCommand({ stdin, stdout, stderr, argv, env: { HOME: '/nowhere' }, version: '1.2.3' })
  stdout.end()
  stderr.end()
  const [out, err] = await said
  return { code, out, err }
}

describe('atrium', () => {
  it('says its version, and how it is used', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' })
    const { out } = await run('help')
    for (const { words } of commands) expect(out).toContain(`atrium ${words.join(' ')}`)
    expect((await run('push', '--help')).out).toBe((await run('help', 'push')).out)
  })

  it.each([
    [['fly'], 2, '"fly" is not a command of atrium.'],
    [['pul'], 2, 'Did you mean "atrium pull"?'],
    [['audit', 'burn'], 2, '"atrium audit burn" is not a command.\nThere is "atrium audit verify".'],
    [['pull', 'a', 'b'], 2, '"atrium pull" needs [folder], but got "a b".'],
    [['logout', 'now'], 2, '"atrium logout" takes no arguments, but got "now".'],
    [['query', '--limit'], 2, '--limit'],
    [['pull', '--delte'], 2, 'Did you mean --delete?'],
    [['promote', 'space', 'x'], 2, '"space" cannot be promoted.'],
    [['login', 'https://ada:secret@example.com'], 2, 'no user and no password'],
    [['whoami'], 3, 'atrium login'],
    [['completion', 'cmd'], 2, 'Choose one of bash, zsh, fish.'],
  ])('%j ends with %i and says %j', async (argv, code, message) => {
    const ended = await run(...argv)
    expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(message) as string })
  })

  it('says errors as JSON when that is asked for', async () => {
    const { code, err } = await run('whoami', '--json')
    expect([code, JSON.parse(err)]).toEqual([
      3,
      { error: { message: 'No server is known.', hint: expect.stringContaining('ATRIUM_URL') as string, exitCode: 3 } },
    ])
  })

  it.each(['bash', 'zsh', 'fish'])('completes every command and option in %s', async (shell) => {
    const { out } = await run('completion', shell)
    for (const { words, options = {} } of commands) {
      for (const word of words) expect(out).toContain(word)
      for (const name of Object.keys(options)) expect(out).toContain(shell === 'fish' ? `-l ${name}` : `--${name}`)
    }
  })
})

describe('rows', () => {
  it('stand in columns, and cannot move the cursor', () => {
    expect(
      tableLines(
        ['name', 'n'],
        [
          ['a\u001b[2J', '1'],
          ['longer', '22'],
        ],
      ),
    ).toEqual(['name    n', 'a�[2J   1', 'longer  22'])
  })

  it('are quoted in CSV where they have to be', () => {
    expect(csvLines(['a', 'b'], [['x, "y"', 'two\nlines']])).toEqual(['a,b', '"x, ""y""","two\nlines"'])
  })
})

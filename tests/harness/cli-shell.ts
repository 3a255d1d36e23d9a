import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from './start-atrium.ts'

type Ended = { code: number | null; out: string; err: string }

/** A shell in an empty folder, which is its home too, with `atrium` and `token.txt`. */
export type CliShell = ((command: string, env?: Record<string, string>) => Promise<Ended>) & { folder: string }

export type CliShells = {
  open(): Promise<CliShell>
  /** Signed in by the environment, as a program is. */
  inCi: Record<string, string>
  remove(): Promise<void>
}

/** Shells that work with a started server by its command line, as it was built. */
export async function createCliShells({ url, token }: { url: string; token: string }): Promise<CliShells> {
  const home = await mkdtemp(path.join(tmpdir(), 'atrium-home-'))
  await mkdir(path.join(home, 'bin'))
  await writeFile(path.join(home, 'bin', 'atrium'), `#!/bin/sh\nexec '${process.execPath}' '${path.join(root, 'dist', 'cli.js')}' "$@"\n`)
  await chmod(path.join(home, 'bin', 'atrium'), 0o755)
  return {
    async open() {
      const folder = await mkdtemp(path.join(home, 'work-'))
      await writeFile(path.join(folder, 'token.txt'), token)
      const shell = async (command: string, env: Record<string, string> = {}): Promise<Ended> => {
        const child = spawn('sh', ['-c', command], {
          cwd: folder,
          env: { PATH: `${path.join(home, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: folder, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        const said = { out: '', err: '' }
        child.stdout.setEncoding('utf8').on('data', (piece: string) => (said.out += piece))
        child.stderr.setEncoding('utf8').on('data', (piece: string) => (said.err += piece))
        const [code] = (await once(child, 'close')) as [number | null]
        return { code, ...said }
      }
      return Object.assign(shell, { folder })
    },
    inCi: { ATRIUM_URL: url, ATRIUM_TOKEN: token, CI: 'true' },
    remove: () => rm(home, { recursive: true, force: true }),
  }
}

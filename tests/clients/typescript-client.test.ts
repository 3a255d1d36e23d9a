import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { contractFile } from '../conform/contract.ts'
import { call, installed } from '../engines/engine.ts'
import { startAtrium } from '../harness/start-atrium.ts'

const packages = ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0', 'typescript@5.9.3', '@types/node@20.19.0']

it('a program written against the contract compiles, and does what it is to do', async () => {
  const documents = { documented: contractFile('lightdash', 'openapi.json'), companion: contractFile('lightdash', 'openapi-companion.json') }
  const tools = await installed('openapi-typescript-7.13.0', 'npm, and its registry', async (folder) => {
    await writeFile(path.join(folder, 'package.json'), '{"private": true, "type": "module"}\n')
    await call('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: folder })
  })
  const program = path.join(tools, 'node_modules', '.bin')
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-contract-client-'))
  const atrium = await startAtrium()
  try {
    await writeFile(path.join(folder, 'package.json'), '{"type": "module"}\n')
    await symlink(path.join(tools, 'node_modules'), path.join(folder, 'node_modules'))
    for (const [name, document] of Object.entries(documents)) {
      await call(path.join(program, 'openapi-typescript'), [document, '--output', path.join(folder, `${name}.d.ts`)])
    }
    await copyFile(path.join(import.meta.dirname, 'contract-program.ts.txt'), path.join(folder, 'program.ts'))
    const options = ['--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', 'node', '--skipLibCheck']
    await call(path.join(program, 'tsc'), [...options, 'program.ts'], { cwd: folder })
    const said = await call(process.execPath, ['program.js', atrium.url, atrium.token], { cwd: folder })
    expect(JSON.parse(said)).toMatchObject({
      healthy: 'ok',
      email: atrium.adminEmail,
      explores: expect.arrayContaining(['orders']) as string[],
      sql: 'string',
      rows: 5,
      space: 'Of a small program',
      chart: true,
      removed: 200,
      gone: 404,
    })
  } finally {
    await atrium.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

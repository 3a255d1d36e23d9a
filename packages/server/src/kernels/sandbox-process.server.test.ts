import { tmpdir } from 'node:os'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts'

/** A process that can take a cell, and says this as soon as it hears of something. */
async function processThatSays(said: object): Promise<SandboxProcess> {
  const program = `
    import { decodeFrame, encodeFrame } from './protocol.ts'
    let secret
    const say = (said) => { for (const piece of encodeFrame({ run: 0, json: JSON.stringify(said), parts: [] }, secret)) process.stdout.write(piece) }
    process.stdin.on('data', (bytes) => {
      if (secret !== undefined) return say(${JSON.stringify(said)})
      secret = decodeFrame(new Uint8Array(bytes), 0).parts[0].slice()
      say({ is: 'ready' })
    })`
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  return startSandboxProcess({
    command: [process.execPath, '-e', outputFiles[0]?.text ?? ''],
    open: { language: 'python', memoryMb: 64, python: null },
    memoryBytes: 1e9,
    cwd: tmpdir(),
  })
}
const anything = { do: 'answer', call: 1, missing: true } as const

it('ends when it breaks while no cell runs: nobody gets a broken one', async () => {
  const broken = await processThatSays({ is: 'crashed', message: 'Python ended: unreachable' })
  await broken.ready
  broken.send(0, anything, [])
  expect(await broken.ended).toBe('crashed')
})

it('leaves it to the cell that runs to end it, when that hears of it', async () => {
  const broken = await processThatSays({ is: 'crashed', message: 'Python ended: unreachable' })
  await broken.ready
  const heard = await new Promise((resolve) => {
    broken.listen(resolve)
    broken.send(0, anything, [])
  })
  expect(heard).toMatchObject({ said: { is: 'crashed' } })
  broken.kill()
  expect(await broken.ended).toBe('killed')
})

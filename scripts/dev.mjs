// `npm run dev`: the server restarts when its source changes, the pages swap in place. Open the address it prints.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { context } from 'esbuild'
import { createServer } from 'vite'
import { bundleOptions, migrationsFolder } from './bundle-options.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const out = path.join(root, 'dist', 'dev')
const serverPort = process.env.ATRIUM_PORT ?? '8080'
const pagesPort = 5173
let server = null
let turn = Promise.resolve()
let stopping = false

/** Ends the running server and starts the one just built; changes that come meanwhile wait their turn. */
function restart() {
  turn = turn.then(restartNow)
}

async function restartNow() {
  await stopServer()
  if (stopping) return
  mkdirSync(out, { recursive: true })
  cpSync(path.join(root, migrationsFolder), path.join(out, 'migrations'), { recursive: true })
  server = spawn(process.execPath, ['--enable-source-maps', path.join(out, 'cli.js'), 'start'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Ctrl-C is for this script, which then stops the server itself.
    detached: true,
    env: { ATRIUM_SITE_URL: `http://localhost:${pagesPort}`, ...process.env },
  })
}

async function stopServer() {
  if (server === null || server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGTERM')
  await once(server, 'exit')
}

const bundle = await context({
  ...bundleOptions(root),
  outdir: out,
  sourcemap: 'linked',
  logLevel: 'warning',
  plugins: [
    {
      name: 'restart',
      setup(build) {
        build.onEnd((result) => {
          if (result.errors.length === 0) restart()
        })
      },
    },
  ],
})
await bundle.watch()

const pages = await createServer({
  configFile: path.join(root, 'packages/web/vite.config.ts'),
  server: { port: pagesPort, strictPort: true, proxy: { '/api': `http://127.0.0.1:${serverPort}` } },
})
await pages.listen()
console.log(`Pages with reload at http://localhost:${pagesPort}`)

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stop())
}

async function stop() {
  stopping = true
  await Promise.all([bundle.dispose(), pages.close()])
  await turn
  await stopServer()
  process.exit(0)
}

import { execFile } from 'node:child_process'
import { builtinModules } from 'node:module'

/** What Deno has beyond the built-in modules of the Node that this runs on. */
const newerBuiltins = ['sqlite', 'test', 'test/reporters', 'sea', 'quic', 'ffi', 'stream/iter', 'inspector/promises']

/** Every built-in module of Node is one that throws: they know ways around the globals that are taken away. */
const importMap = (): string => {
  const none = 'data:text/javascript,throw new Error("Cells of code can\'t import modules.")'
  const names = [...builtinModules, ...newerBuiltins].flatMap((name) => [name, `node:${name.replace(/^node:/, '')}`])
  return `data:application/json,${encodeURIComponent(JSON.stringify({ imports: Object.fromEntries(names.map((name) => [name, none])) }))}`
}

/**
 * The program and arguments of a sandbox. The main thread may read its own files and nothing else; the worker that runs
 * people's code may do nothing at all (see `guest/main.ts`).
 */
export async function sandboxCommand(options: {
  deno: string
  entry: string
  readable: readonly string[]
  heapMb: number
}): Promise<[program: string, ...args: string[]]> {
  const deno = [
    options.deno,
    'run',
    '--quiet',
    '--no-prompt',
    '--no-config',
    '--no-lock',
    '--no-remote',
    '--no-npm',
    '--cached-only',
    '--no-code-cache',
    '--node-modules-dir=none',
    '--unstable-worker-options',
    `--import-map=${importMap()}`,
    `--v8-flags=--max-old-space-size=${options.heapMb}`,
    `--allow-read=${options.readable.join(',')}`,
    '--deny-write',
    '--deny-net',
    '--deny-env',
    '--deny-run',
    '--deny-ffi',
    '--deny-sys',
    '--deny-import',
    options.entry,
  ]
  // No core files of people's data; few open files.
  const limited = ['/bin/sh', '-c', 'ulimit -c 0; ulimit -n 256; exec "$@"', 'sh', ...deno]
  return [...(await namespace()), ...limited] as [string, ...string[]]
}

let tried: Promise<string[]> | undefined

/** Without a network and without rights, where the system lets ordinary users have namespaces of their own. */
function namespace(): Promise<string[]> {
  const command = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--net', '--']
  tried ??= new Promise((resolve) => {
    if (process.platform !== 'linux') resolve([])
    else execFile('unshare', [...command.slice(1), 'true'], { timeout: 5000 }, (error) => resolve(error === null ? command : []))
  })
  return tried
}

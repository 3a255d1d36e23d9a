import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { tableFromArrays, tableToIPC } from '@uwdata/flechette'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CellResult, Kernel, KernelLanguage } from './kernel.ts'
import { callsWith, openKernels, somebody } from './testing/open-kernels.ts'

/**
 * Attempts to get out. Each one leaves in `got` what it found; the tests say what it must be, and that neither the secret
 * in a file, nor one in our environment, nor a call to our web server came of any of them.
 */
const secret = 'canary-0f3b7a'
const table = tableToIPC(tableFromArrays({ a: [1, 2] }), { format: 'stream' }) ?? new Uint8Array(0)
let folder: string
let file: string
let web: Server
let address: string
let visits = 0
let end: () => Promise<void>
const kernels: Partial<Record<KernelLanguage, Kernel>> = {}
let longestSilence = 0
let watch: NodeJS.Timeout

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-escape-'))
  file = path.join(folder, 'secret.json')
  await writeFile(file, JSON.stringify(secret))
  await symlink(file, path.join(folder, 'link.json'))
  process.env['ATRIUM_ESCAPE_SECRET'] = secret
  web = createServer((_request, response) => {
    visits += 1
    response.end(secret)
  })
  await new Promise<void>((resolve) => {
    web.listen(0, '127.0.0.1', resolve)
  })
  address = `127.0.0.1:${(web.address() as AddressInfo).port}`
  const opened = await openKernels({ limits: { timeoutMs: 4000, memoryMb: 256, textBytes: 10_000, displays: 20, calls: 50, resultBytes: 20_000_000 } })
  end = opened.end
  kernels.typescript = await opened.kernels.open('typescript', callsWith(table))
  kernels.python = await opened.kernels.open('python', callsWith(table))
  await Promise.all([kernels.typescript, kernels.python].map((kernel) => kernel.run({ code: '', reads: {}, defines: [] }, somebody)))
  let last = performance.now()
  watch = setInterval(() => {
    longestSilence = Math.max(longestSilence, performance.now() - last)
    last = performance.now()
  }, 10)
}, 180_000)

afterAll(async () => {
  clearInterval(watch)
  delete process.env['ATRIUM_ESCAPE_SECRET']
  await end()
  web.close()
  await rm(folder, { recursive: true, force: true })
})

const attempt = async (language: KernelLanguage, code: string): Promise<CellResult> => {
  const filled = code.replaceAll('FILE', file).replaceAll('LINK', path.join(folder, 'link.json')).replaceAll('WEB', address).replaceAll('FOLDER', folder)
  const result = await kernels[language]?.run({ code: filled, reads: {}, defines: ['got'] }, somebody)
  if (result === undefined) throw new Error('no kernel')
  return result
}
const foundBy = (result: CellResult): string =>
  result.error === null ? JSON.stringify(result.values['got'] ?? null) : `${result.error.code}: ${result.error.message}`

afterEach(() => expect(visits).toBe(0))

/** `(module (import "node:fs" "readFileSync" (func)))`, and `(module (memory (export "memory") 1))`. */
const wasmThatReads = Buffer.from('0061736d01000000010401600000021801076e6f64653a66730c7265616446696c6553796e630000', 'hex').toString('base64')
const wasmWithMemory = Buffer.from('0061736d010000000503010001070a01066d656d6f72790200', 'hex').toString('base64')

describe('TypeScript finds no way', () => {
  const imported = (what: string): string =>
    `const got = await import(${what}).then((module) => "GOT " + Object.keys(module), (error) => String(error.message))`
  it.each<[name: string, code: string, found: RegExp]>([
    ['to Deno', 'const got = typeof Deno', /^"undefined"$/],
    ['to read a file', 'const got = Deno.readTextFileSync("FILE")', /Deno is not defined/],
    ['to process', 'const got = typeof process + typeof Buffer + typeof global + typeof require', /^"(undefined){4}"$/],
    ['to the environment', 'const got = process.env', /process is not defined/],
    ['to Deno under another name', 'const got = String(globalThis[Symbol.for("Deno.internal")]) + typeof __bootstrap', /^"undefinedundefined"$/],
    [
      'to Deno through a function of no strictness',
      'const got = Object.getOwnPropertyNames(Function("return this")()).filter((key) => /deno|process|require|worker|fetch/i.test(key))',
      /^\[\]$/,
    ],
    ...['(async () => {})', '(function* () {})', '(async function* () {})', 'display', 'table', 'Table', 'console.log', 'setTimeout', 'JSON.parse'].map(
      (made): [string, string, RegExp] => [
        `to Deno through the constructor of ${made}`,
        `const maker = ${made}.constructor("const found = typeof Deno + typeof process + typeof postMessage; if (true) { return found }")\nlet got = await maker()\nif (typeof got === "object") got = (await got.next()).value`,
        /^"(undefined){3}"$/,
      ],
    ),
    ['to Deno by an eval of the whole', 'const got = (0, eval)("typeof Deno + typeof process + typeof this.postMessage")', /^"(undefined){3}"$/],
    [
      'to Deno through what functions of no strictness know of their callers',
      'const got = Function("return (function up(f) { return f === null ? [] : [String(f).slice(0, 80), ...up(f.caller)] })(arguments.callee.caller)")()',
      /^(?!.*Deno)/,
    ],
    [
      'to Deno through the getters of what is left',
      'const got = Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(globalThis)))',
      /^\["constructor"\]$/,
    ],
    ['to Deno through its console', 'const got = Object.getOwnPropertySymbols(console).length + typeof console.Console', /^"0undefined"$/],
    ['to the listener of the worker', 'const got = dispatchEvent({ type: "message", data: { open: {} } })', /Invalid event state/],
    ['to Deno by modules of its inside', imported('"ext:core/ops"'), /only allowed from ext/],
    ['to Deno by modules under other names', imported('"internal:deno_web"'), /Unsupported scheme/],
    ['to blobs of others', imported('"blob:null/0"'), /not found/i],
    ['to files by where it is', 'const got = [import.meta.filename, import.meta.dirname, import.meta.main]', /^\[null,null,false\]$/],
    ['to files by code that WebAssembly imports', imported(`"data:application/wasm;base64,${wasmThatReads}"`), /does not provide an export named/],
    [
      'to memory that is shared through WebAssembly',
      `const { memory } = await import("data:application/wasm;base64,${wasmWithMemory}")\nconst got = [memory.buffer.constructor.name, typeof Atomics, typeof Worker, typeof MessageChannel]`,
      /^\["ArrayBuffer",("undefined",?){3}\]$/,
    ],
    [
      'to what runs beside it, by what it throws',
      'const got = await Promise.reject(new Error("x", { cause: globalThis })).catch((e) => typeof e.cause.Deno)',
      /^"undefined"$/,
    ],
    ['out of its function', '}); console.log(typeof Deno); ({', /^syntax/],
    ['to files by node:fs', imported('"node:fs"'), /can't import modules/],
    ['to files by fs', imported('"fs"'), /can't import modules/],
    ['to files by fs/promises', imported('"fs/promises"'), /can't import modules/],
    ['to the process by node:process', imported('"node:process"'), /can't import modules/],
    ['to flags of the engine by node:v8', imported('"node:v8"'), /can't import modules/],
    ['to modules by node:module', imported('"node:module"'), /can't import modules/],
    ['to programs by node:child_process', imported('"node:child_process"'), /can't import modules/],
    ['to threads by node:worker_threads', imported('"node:worker_threads"'), /can't import modules/],
    ['to the inspector', imported('"node:inspector"'), /can't import modules/],
    ['to sockets by node:net', imported('"node:net"'), /can't import modules/],
    ['to other realms by node:vm', imported('"node:vm"'), /can't import modules/],
    ['to databases by node:sqlite', imported('"node:sqlite"'), /can't import modules/],
    ['to a file as a module of JSON', imported('"file://FILE", { with: { type: "json" } }'), /Requires read access/],
    ['to a file as a module of text', imported('"file://FILE", { with: { type: "text" } }'), /Requires read access|raw imports|unstable/i],
    ['to a file by a symbolic link', imported('"file://LINK", { with: { type: "json" } }'), /Requires read access/],
    ['to /proc', imported('"file:///proc/self/environ", { with: { type: "json" } }'), /Requires read access/],
    ['to code of the web', imported('"http://WEB/x.js"'), /Requires import access|remote|not allowed/i],
    ['to packages', imported('"npm:left-pad"'), /^(?!"GOT)/],
    ['to packages of JSR', imported('"jsr:@std/fs"'), /^(?!"GOT)/],
    [
      'to more by code of its own making',
      'const got = (await import("data:text/javascript,export const found = typeof Deno + typeof process + typeof fetch")).found',
      /^"(undefined){3}"$/,
    ],
    ['to the web by fetch', 'const got = await fetch("http://WEB/")', /fetch is not defined/],
    ['to the web by a socket', 'const got = new WebSocket("ws://WEB/")', /WebSocket is not defined/],
    ['to the web by events', 'const got = typeof EventSource + typeof XMLHttpRequest + typeof WebTransport', /^"(undefined){3}"$/],
    ['to threads', 'const got = new Worker("data:text/javascript,1", { type: "module" })', /Worker is not defined/],
    [
      'to memory that is shared, and clocks made of it',
      'const got = typeof SharedArrayBuffer + typeof Atomics + typeof WebAssembly + typeof performance',
      /^"(undefined){4}"$/,
    ],
    ['to places that keep', 'const got = typeof caches + typeof localStorage + typeof indexedDB + typeof BroadcastChannel', /^"(undefined){4}"$/],
    ['to people', 'const got = typeof prompt + typeof alert + typeof navigator', /^"(undefined){3}"$/],
    ['to speak to the main thread itself', 'const got = typeof postMessage + typeof self + typeof close + typeof onmessage', /^"(undefined){4}"$/],
    ['to blobs that it could start', 'const got = typeof Blob + typeof URL.createObjectURL', /^"(undefined){2}"$/],
    [
      'to the callers of its functions',
      'Error.prepareStackTrace = (_, sites) => sites; const got = new Error().stack.map((site) => typeof site.getThis() + typeof site.getFunction())',
      /^\["undefinedundefined"/,
    ],
    [
      'to paths of this machine',
      'const got = new Error().stack + import.meta.url + (() => { try { null.x } catch (error) { return error.stack } })()',
      /^((?!\/(tmp|root|home|usr|work|opt|Users)\/).)*$/s,
    ],
  ])('%s', async (_name, code, found) => {
    const result = await attempt('typescript', code)
    expect(foundBy(result)).toMatch(found)
    expect(JSON.stringify(result)).not.toContain(secret)
  })
})

describe('Python finds no way', () => {
  /** Objects of JavaScript that Python can reach know the maker of all functions. */
  const inJs = (code: string): string =>
    `from pyodide.ffi import JsProxy\nbridge = next(cell.cell_contents for cell in display.__closure__ if isinstance(cell.cell_contents, JsProxy))\ngot = bridge.constructor.constructor(${JSON.stringify(code)})()\nif hasattr(got, "then"): got = await got`
  it.each<[name: string, code: string, found: RegExp]>([
    ['to a file', 'got = open("FILE").read()', /FileNotFoundError/],
    ['to a file by a symbolic link', 'import os\nos.symlink("FILE", "/tmp/link")\ngot = open("/tmp/link").read()', /FileNotFoundError/],
    ['to folders of this machine', 'import os\ngot = os.listdir("FOLDER")', /FileNotFoundError/],
    ['to /proc of this machine', 'got = open("/proc/self/environ", "rb").read().decode()', /^(?!.*ATRIUM)/],
    ['to the environment', 'import os\ngot = str(dict(os.environ))', /^(?!.*ATRIUM)/],
    ['to a shell', 'import os\ngot = os.system("cat FILE")', /^-1$|OSError|failed/],
    ['to programs', 'import subprocess\ngot = subprocess.run(["cat", "FILE"], capture_output=True).stdout.decode()', /OSError/],
    ['to more processes', 'import os\ngot = os.fork()', /AttributeError|OSError/],
    ['to more processes by a pool', 'import multiprocessing\ngot = str(multiprocessing.Pool(2))', /failed/],
    ['to threads', 'import threading\nthreading.Thread(target=print).start()\ngot = 1', /RuntimeError: can't start new thread/],
    [
      'to sockets',
      'import socket\nhost, port = "WEB".split(":")\nconnection = socket.create_connection((host, int(port)), 1)\nconnection.send(b"GET / HTTP/1.0\\r\\n\\r\\n")\ngot = connection.recv(100).decode()',
      /failed|Error/,
    ],
    ['to the web', 'import urllib.request\ngot = urllib.request.urlopen("http://WEB/", timeout=1).read().decode()', /URLError|failed|time/],
    ['to the web by the browser', 'from pyodide.http import pyfetch\ngot = await (await pyfetch("http://WEB/")).string()', /failed|Error/],
    ['to C', 'import ctypes\ngot = str(ctypes.CDLL("libc.so.6").getpid())', /OSError|failed/],
    ['to JavaScript by js', 'import js\ngot = str(js.Deno)', /AttributeError/],
    ['to fetch by js', 'import js\ngot = str(js.fetch("http://WEB/"))', /AttributeError/],
    ['to JavaScript by run_js', 'from pyodide.code import run_js\ngot = run_js("1")', /ImportError/],
    [
      'to Deno through a constructor',
      inJs('return typeof Deno + typeof process + typeof Worker + typeof fetch + typeof postMessage + typeof Blob'),
      /^"(undefined){6}"$/,
    ],
    ['to modules through a constructor', inJs('return import("node:fs").then(() => "GOT", (error) => error.message)'), /can't import modules/],
    [
      'to files through a constructor',
      inJs('return import("file://FILE", { with: { type: "json" } }).then(() => "GOT", (error) => error.message)'),
      /Requires read access/,
    ],
    [
      'to code of the web through a constructor',
      inJs('return import("http://WEB/x.js").then(() => "GOT", (error) => error.message)'),
      /Requires import access|remote|not allowed/i,
    ],
    [
      'to files of this machine by its file system',
      'import pyodide_js\npyodide_js.mountNodeFS("/machine", "FOLDER")\ngot = open("/machine/secret.json").read()',
      /failed|Error/,
    ],
    ['to packages', 'import pyodide_js\nawait pyodide_js.loadPackage("http://WEB/x-1-py3-none-any.whl")\ngot = __import__("x")', /failed|Error/],
    [
      'to a shell through subclasses of object',
      'found = next(c for c in ().__class__.__base__.__subclasses__() if c.__name__ == "_wrap_close")\ngot = found.__init__.__globals__["system"]("cat FILE")',
      /^-1$/,
    ],
    ['to programs through subclasses of object', 'got = next(c for c in object.__subclasses__() if c.__name__ == "Popen")(["cat", "FILE"])', /OSError/],
    [
      'to a shell by what is unpickled',
      'import os, pickle\nclass Trap:\n  def __reduce__(self): return (os.system, ("cat FILE",))\ngot = pickle.loads(pickle.dumps(Trap()))',
      /^-1$/,
    ],
    ['to a shell by a terminal', 'import pty\ngot = pty.spawn(["cat", "FILE"])', /Error/],
    ['to whoever types', 'import builtins\ngot = builtins.input("name?")', /OSError|EOFError/],
    ['to what the server says', 'got = open(0, "rb").read(1).decode()', /^""$|OSError/],
    ['to a debugger', 'breakpoint()\ngot = 1', /OSError/],
    [
      'to JavaScript through frames of its callers',
      'import sys\nframe = sys._getframe()\nwhile "bridge" not in frame.f_locals: frame = frame.f_back\nmake = frame.f_locals["bridge"].constructor.constructor\ngot = make("return typeof Deno + typeof process + typeof postMessage")()',
      /^"(undefined){3}"$/,
    ],
    [
      'to the bridge through what is collected',
      'import gc\nfrom pyodide.ffi import JsProxy\ngot = len([one for one in gc.get_objects() if isinstance(one, JsProxy)])',
      /^0$/,
    ],
    [
      'to Deno through globals of functions',
      'got = sorted(name for name in sql.__globals__ if name.lower() in ("deno", "js", "process", "require"))',
      /^\[\]$/,
    ],
    ['to Deno through formats', 'got = "{0.__globals__[Deno]}".format(sql)', /KeyError/],
    ['to JavaScript by js.eval', 'import js\ngot = str(js.eval("1"))', /AttributeError/],
    ['to JavaScript by names of js', 'from js import Function\ngot = str(Function)', /ImportError/],
    [
      'to Deno through its own module',
      'import pyodide_js\ngot = pyodide_js._module.constructor.constructor("return typeof Deno + typeof process + typeof fetch")()',
      /^"(undefined){3}"$/,
    ],
    ['to Deno through its own interface', 'import pyodide_js\ngot = str(pyodide_js._api.Deno) + str(pyodide_js._module.Deno)', /AttributeError/],
    [
      'to files of this machine by its own file systems',
      'import pyodide_js\nfs = pyodide_js.FS\nfs.mkdir("/machine")\nfs.mount(fs.filesystems.NODEFS, pyodide_js.toPy({}), "/machine")\ngot = open("/machine/etc/passwd").read()',
      /Error/,
    ],
    [
      'to threads through memory that is shared',
      inJs('return [new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer.constructor.name, typeof Atomics, typeof Worker].join()'),
      /^"SharedArrayBuffer,undefined,undefined"$/,
    ],
    [
      'to files by WebAssembly',
      inJs(`return import("data:application/wasm;base64,${wasmThatReads}").then(() => "GOT", (error) => error.message)`),
      /does not provide an export named/,
    ],
    ['to memory of others by C', 'import ctypes\ngot = ctypes.string_at(2**32 - 16, 16).hex()', /^crashed/],
    ['to C of this machine', 'import ctypes.util\ngot = [ctypes.util.find_library("c"), hasattr(ctypes.pythonapi, "fork")]', /^\[null,/],
    ['to the memory of this machine', 'import mmap\ngot = open("/proc/self/maps").read()', /FileNotFoundError/],
    ['to limits of this machine', 'import resource\ngot = 1', /ModuleNotFoundError/],
    ['out by exit', 'import sys\nsys.exit(3)', /SystemExit/],
  ])('%s', async (_name, code, found) => {
    const result = await attempt('python', code)
    expect(foundBy(result)).toMatch(found)
    expect(JSON.stringify(result)).not.toContain(secret)
  })
})

describe('what never ends is ended', () => {
  it.each<[language: KernelLanguage, code: string, error: RegExp]>([
    ['typescript', 'for (;;);', /^time/],
    ['typescript', 'await new Promise(() => {})', /^time/],
    ['typescript', 'const spin = () => Promise.resolve().then(spin); await spin()', /^(time|memory)/],
    ['typescript', 'const list = []; for (;;) list.push(new Array(1e5).fill({ x: 1 }))', /^(memory|time)/],
    ['typescript', 'const list = []; for (;;) list.push(new Uint8Array(1e7).fill(1))', /^memory/],
    ['typescript', 'let text = "x"; for (;;) { text += text; text.charCodeAt(3) }', /Invalid string length|^memory/],
    ['typescript', 'const fork = () => { setTimeout(fork); setTimeout(fork) }; fork(); await new Promise(() => {})', /^(time|memory)/],
    ['typescript', 'const dive = () => dive() + 1; dive()', /Maximum call stack/],
    ['typescript', 'JSON.parse("[".repeat(1e6) + "]".repeat(1e6))', /Maximum call stack|^(memory|time|undefined_name)/],
    ['typescript', 'eval("(".repeat(1e5))', /Maximum call stack/],
    ['typescript', 'const got = ' + '['.repeat(20_000) + ']'.repeat(20_000), /^(crashed|syntax)/],
    ['typescript', '/(a+)+$/.exec("a".repeat(40) + "b")', /^time/],
    ['typescript', 'const got = 3n ** 10n ** 9n', /^(time|memory)|Maximum BigInt/],
    ['typescript', 'const got = new Array(4e9)', /^(time|memory)|Invalid/],
    ['typescript', 'const got = "x".repeat(2 ** 29 - 24)', /^memory|more than 2 MB/],
    ['typescript', 'throw new Error("x".repeat(1e7))', /^failed: Error: x{100}/],
    ['typescript', 'throw Object.defineProperty(new Error("a"), "stack", { get() { for (;;); } })', /^time/],
    ['typescript', 'throw new Proxy({}, { getPrototypeOf() { throw 1 } })', /^crashed/],
    ['typescript', 'for (;;) await sql("x").catch(() => null)', /^time/],
    ['typescript', 'await sql("x".repeat(1_500_000))', /more than 1000000 characters/],
    ['typescript', 'await input({ toString() { for (;;); } })', /^time/],
    ['typescript', 'const name = new Proxy({}, { get: () => () => ({}) }); await sql(name)', /primitive/],
    ['typescript', 'for (;;) console.count()', /^(time|output)/],
    ['typescript', 'for (;;) display("x".repeat(5000))', /can show 20 things/],
    ['typescript', 'for (;;) try { display(table({ x: new Float64Array(1e6) })) } catch {}', /^(output|time)/],
    ['typescript', 'const got = { get never() { for (;;); } }', /^time/],
    ['typescript', 'setTimeout(() => { throw new Error("late") }); await new Promise(() => {})', /^crashed: .*late/],
    ['typescript', 'Promise.reject(new Error("unheard")); await new Promise(() => {})', /^crashed: .*unheard/],
    ['python', 'while True: pass', /^time/],
    ['python', 'import re\nre.match("(a+)+$", "a" * 40 + "b")', /^time/],
    ['python', 'hoard = []\nwhile True: hoard.append(bytearray(5_000_000))', /^memory/],
    ['python', 'hoard = 1\nwhile True: hoard = [hoard, hoard, list(range(1000))]', /^(memory|time|crashed)/],
    ['python', 'def dive(): return dive() + 1\ndive()', /RecursionError/],
    ['python', 'import sys\nsys.setrecursionlimit(10**9)\ndef dive(): return dive() + 1\ndive()', /^crashed: .*RangeError/],
    ['python', 'hoard = []\nfor _ in range(100000): hoard = [hoard]\ngot = hoard', /^(crashed|not_shareable|undefined)/],
    ['python', 'eval("(" * 100000 + ")" * 100000)', /nested/],
    ['python', 'got = 10 ** 10 ** 10', /^(crashed|time|memory)/],
    ['python', 'got = "x" * 10**9', /^memory/],
    ['python', 'open("/tmp/hoard", "wb").write(b"x" * 10**9)', /^memory/],
    ['python', 'import time\ntime.sleep(1000)', /^time/],
    ['python', 'import asyncio\nawait asyncio.sleep(1000)', /^time/],
    ['python', 'import zlib\nbomb = zlib.compress(bytes(10**8))\nhoard = []\nwhile True: hoard.append(zlib.decompress(bomb))', /^(memory|time)/],
    ['python', 'import ctypes\nctypes.memset(0, 255, 10**8)', /^crashed/],
    ['python', 'class Endless:\n  def __repr__(self):\n    while True: pass\ndisplay(Endless())', /^time/],
    ['python', 'class Mute(Exception):\n  def __str__(self): raise ValueError("mine")\nraise Mute()', /^failed: Mute: the error can't say/],
    ['python', 'import builtins\nbuiltins.isinstance = None\nraise ValueError("mine")', /^(crashed|failed)/],
    ['python', 'while True: print("x" * 10000)', /^(time|output)/],
    ['python', 'import os\nos._exit(3)', /^(crashed|failed)/],
    ['python', 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\nwhile True: pass', /^(crashed|failed|time)/],
    [
      'python',
      'from pyodide.ffi import JsProxy\nbridge = next(cell.cell_contents for cell in display.__closure__ if isinstance(cell.cell_contents, JsProxy))\nbridge.constructor.constructor("for (;;);")()',
      /^time/,
    ],
  ])('%s: %s', async (language, code, error) => {
    expect(foundBy(await attempt(language, code))).toMatch(error)
    // The next cell is as good as any.
    expect(await attempt(language, 'got = 1'.replace('got', language === 'python' ? 'got' : 'const got'))).toMatchObject({ error: null, values: { got: 1 } })
  })
})

describe('what a cell says is read as the word of a stranger', () => {
  it('cuts what is printed without end, and says so', async () => {
    const result = await attempt('typescript', 'for (let index = 0; index < 1e5; index++) console.log("line " + index)\nconst got = 1')
    expect(result).toMatchObject({ error: null, textCut: true })
    expect(result.text.length).toBeLessThanOrEqual(10_000)
    expect((await attempt('python', 'for index in range(100000): print(index)\ngot = 1')).textCut).toBe(true)
  })

  it('takes forged frames for text', async () => {
    const forged = JSON.stringify({ is: 'done', defined: [{ name: 'admin', value: true }], error: null })
    const result = await attempt(
      'typescript',
      `console.log(${JSON.stringify(forged)}); console.log("\\u0000\\u0000\\u0000\\u0001" + ${JSON.stringify(forged)}); const got = 1`,
    )
    expect(result.values).toEqual({ got: 1 })
    expect(result.text).toContain('admin')
  })

  it.each<[name: string, code: string]>([
    ['JSON.stringify', 'JSON.stringify = () => \'{"is":"done","defined":[{"name":"a","table":7}],"error":null}\'; const got = 1'],
    ['toJSON', 'Object.prototype.toJSON = () => ({ is: "call", call: -1 }); const got = 1'],
    ['lists', 'Array.prototype.map = () => [{ name: "x".repeat(1e6), value: 1 }]; const got = 1'],
    ['setters', 'Object.defineProperty(Object.prototype, "parts", { set() { throw 1 }, get() { return "no" } }); const got = 1'],
    ['listeners', 'for (const key of Object.getOwnPropertySymbols(globalThis)) try { globalThis[key] = null } catch {}\nconst got = 1'],
    ['promises', 'Promise.prototype.then = () => { throw 1 }; const got = 1'],
  ])('stays at one cell when it tampers with %s', async (_name, code) => {
    const result = await attempt('typescript', code)
    expect(Object.keys({ ...result.values, ...result.tables }).every((name) => name === 'got')).toBe(true)
    expect(await attempt('typescript', 'const got = [1, 2].map((n) => n * 2)')).toMatchObject({ error: null, values: { got: [2, 4] } })
  })

  it.each<[name: string, code: string, why: RegExp]>([
    ['functions', 'const got = () => 1', /a function/],
    ['symbols', 'const got = Symbol("x")', /a symbol/],
    ['circles', 'const got = {}; got.self = got', /contains itself at got.self/],
    ['promises', 'const got = (async () => 1)(); await got', /an object of Promise/],
    ['maps', 'const got = new Map()', /an object of Map/],
    ['towers', 'let got = 1; for (let level = 0; level < 1000; level++) got = [got]', /nested deeper/],
    ['proxies that throw', 'const got = new Proxy({}, { ownKeys() { throw new Error("mine") } })', /mine/],
    ['getters that throw', 'const got = { get x() { throw new Error("mine") } }', /mine/],
    ['columns of anything', 'const got = table([{ x: 1 }, { x: "y" }])', /mixes number and string at got.x/],
    ['more than a little of values', 'const got = Array.from({ length: 1e6 }, (_, index) => index)', /more than 2 MB/],
  ])('says that %s stay in their cell', async (_name, code, why) => {
    const result = await attempt('typescript', code)
    expect(result.withheld[0]?.reason ?? result.error?.message).toMatch(why)
  })

  it('refuses names that are none', async () => {
    const run = (name: string): Promise<CellResult> =>
      kernels.typescript?.run({ code: '', reads: { [name]: { value: 1 } }, defines: [] }, somebody) ?? Promise.reject(new Error('no kernel'))
    for (const name of ['a) => {}); evil((b', 'class', '__show', '', 'x'.repeat(300), 'a b']) await expect(run(name)).rejects.toThrow(/can't be the name/)
  })

  it('answers only so many questions', async () => {
    const result = await attempt(
      'typescript',
      'const answers = await Promise.allSettled(Array.from({ length: 200 }, () => sql("x")))\nconst got = answers.filter((one) => one.status === "fulfilled").length',
    )
    expect(result.values['got']).toBe(50)
  })

  it('lets nobody wait: the server went on all the time', () => {
    expect(longestSilence).toBeLessThan(2000)
  })
})

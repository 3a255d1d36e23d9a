import { spawn } from 'node:child_process'
import { createHash, timingSafeEqual, webcrypto } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { CliError, exitCode } from '../cli-error.ts'
import type { Terminal } from '../terminal/terminal.ts'

const algorithm = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
/** Longest that somebody may take to say yes. */
const patienceMs = 5 * 60_000

/**
 * Asks for a token in the browser: a page of the server makes one for whoever is signed in there and says yes, and sends
 * it to a port of this machine. It travels under a key of this call alone, so that what a browser remembers of the
 * address is of no use to anybody. Other programs on this machine can speak to the port too: only who brings the state of
 * this call is listened to, for yes and for no, and the address that holds it is in no list of processes.
 */
export async function askInBrowser(url: string, terminal: Terminal): Promise<string> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt'])
  const key = Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey)).toString('base64url')
  const listener = createServer()
  await new Promise<void>((resolve, reject) => listener.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, resolve))
  const { port } = listener.address() as AddressInfo
  const state = Buffer.from(webcrypto.getRandomValues(new Uint8Array(24))).toString('base64url')
  const page = `${url}/cli-login?${new URLSearchParams({ key, port: String(port), state, host: hostname() }).toString()}`
  terminal.note(`Open this page and allow the token that has the code ${codeOf(key)}:\n  ${page}`)
  const opened = terminal.isInteractive ? await openPage(page, terminal) : null
  try {
    return await answer(listener, { url, state, privateKey })
  } finally {
    if (opened !== null) await rm(opened, { recursive: true, force: true })
    listener.close()
    listener.closeAllConnections()
  }
}

/** What page and terminal both show: whoever sees two of them knows that something else asks. */
const codeOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 6).toUpperCase()

/** Whether a request brings the state of this call. */
function isState(given: string | null, state: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(state)]
  return a.length === b.length && timingSafeEqual(a, b)
}

type Asked = { url: string; state: string; privateKey: webcrypto.CryptoKey }

function answer(listener: HttpServer, { url, state, privateKey }: Asked): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new CliError(exitCode.refused, 'Nobody allowed it in the browser in time.', 'Try again, or use --token-stdin.')),
      patienceMs,
    )
    listener.on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
      const sealed = searchParams.get('token')
      const end = (outcome: 'done' | 'denied'): void => {
        clearTimeout(timer)
        // No address with anything in it stays in the browser.
        response.writeHead(302, { location: `${url}/cli-login?${outcome}=1`, connection: 'close' }).end()
      }
      // Not from the page that was asked: whoever it is gets nothing and ends nothing.
      if (pathname !== '/' || !isState(searchParams.get('state'), state)) response.writeHead(404).end()
      else if (searchParams.has('denied')) {
        end('denied')
        reject(new CliError(exitCode.refused, 'It was not allowed in the browser.', 'Nothing was changed.'))
      } else if (sealed === null) response.writeHead(404).end()
      else {
        void unsealed(privateKey, sealed).then((token) => {
          if (token === null) return response.writeHead(400).end()
          response.once('close', () => resolve(token))
          return end('done')
        })
      }
    })
  })
}

/** What was sealed with the other half of the key; null for anything else. */
async function unsealed(privateKey: webcrypto.CryptoKey, sealed: string): Promise<string | null> {
  try {
    return Buffer.from(await webcrypto.subtle.decrypt(algorithm, privateKey, Buffer.from(sealed, 'base64url'))).toString('utf8')
  } catch {
    return null
  }
}

/**
 * Opens a page where there is a browser; where there is none the address is on the screen. The browser gets a file that only
 * this user can read and that leads on: an address among the arguments of a program is there for everybody on the machine.
 * Answers the folder of the file.
 */
async function openPage(page: string, { env }: Terminal): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-login-'))
  const file = path.join(folder, 'sign-in.html')
  await writeFile(file, leadingTo(page), { mode: 0o600, flag: 'wx' })
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open'
  const child = spawn(command, [file], { stdio: 'ignore', detached: true, env })
  child.on('error', () => undefined)
  child.unref()
  return folder
}

function leadingTo(page: string): string {
  const address = page.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Atrium</title><meta http-equiv="refresh" content="0; url=${address}"><p><a href="${address}">Sign in to Atrium</a></p>\n`
}

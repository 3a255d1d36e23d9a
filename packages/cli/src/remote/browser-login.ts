import { spawn } from 'node:child_process'
import { createHash, webcrypto } from 'node:crypto'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { CliError, exitCode } from '../cli-error.ts'
import type { Terminal } from '../terminal/terminal.ts'

const algorithm = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
/** Longest that somebody may take to say yes. */
const patienceMs = 5 * 60_000

/**
 * Asks for a token in the browser: a page of the server makes one for whoever is signed in there and says yes, and sends
 * it to a port of this machine. It travels under a key of this call alone, so that what a browser remembers of the
 * address is of no use to anybody.
 */
export async function askInBrowser(url: string, terminal: Terminal): Promise<string> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt'])
  const key = Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey)).toString('base64url')
  const listener = createServer()
  await new Promise<void>((resolve, reject) => listener.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, resolve))
  const { port } = listener.address() as AddressInfo
  const page = `${url}/cli-login?${new URLSearchParams({ key, port: String(port), host: hostname() }).toString()}`
  terminal.note(`Open this page and allow the token that has the code ${codeOf(key)}:\n  ${page}`)
  if (terminal.isInteractive) openPage(page)
  try {
    return await answer(listener, url, privateKey)
  } finally {
    listener.close()
    listener.closeAllConnections()
  }
}

/** What page and terminal both show: whoever sees two of them knows that something else asks. */
const codeOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 6).toUpperCase()

function answer(listener: HttpServer, url: string, privateKey: webcrypto.CryptoKey): Promise<string> {
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
      if (pathname === '/' && searchParams.has('denied')) {
        end('denied')
        reject(new CliError(exitCode.refused, 'It was not allowed in the browser.', 'Nothing was changed.'))
      } else if (pathname !== '/' || sealed === null) response.writeHead(404).end()
      else {
        void unsealed(privateKey, sealed).then((token) => {
          // Not from the page that was asked: whoever it is gets nothing and ends nothing.
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

/** Opens a page where there is a browser; where there is none the address is on the screen. */
function openPage(page: string): void {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open'
  const child = spawn(command, [page], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

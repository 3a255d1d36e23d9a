// Where the browser tests find a Chromium: a given one, an installed one, else the one inside an npm package.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const runs = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0
  } catch {
    return false
  }
}

/**
 * Path of a Chromium that starts here, or null. An installed one comes first: the package's is a headless shell, which
 * needs half the time but now and then draws no frame until something else wakes it, and a test waits in vain.
 */
export async function findChromium() {
  const given = process.env.CHROME_PATH
  if (given !== undefined && runs(given)) return given
  const found = installed.find(runs)
  if (found !== undefined) return found
  const packaged = await unpacked().catch(() => null)
  return packaged !== null && runs(packaged) ? packaged : await withItsLibraries()
}

/** The package's program, unpacked once for each version of it. */
async function unpacked() {
  // The package is for one platform only.
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const home = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..')
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
  const file = path.join(root, 'node_modules', '.cache', `chromium-${version}`)
  if (existsSync(file)) return file
  mkdirSync(path.dirname(file), { recursive: true })
  // Written beside and renamed: what bears the name is whole, also when two runs unpack it at once.
  const unfinished = `${file}.${process.pid}`
  try {
    await pipeline(createReadStream(path.join(home, 'bin', 'chromium.br')), createBrotliDecompress(), createWriteStream(unfinished, { mode: 0o755 }))
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
  return file
}

/** The package's program on a machine without the libraries it needs: it brings its own when it believes to run in its home environment. */
async function withItsLibraries() {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const file = await import('@sparticuz/chromium').then((module) => module.default.executablePath()).catch(() => null)
  return file !== null && runs(file) ? file : null
}

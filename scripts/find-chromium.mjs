// Where the browser tests find a Chromium: a given one, an installed one, else the one inside an npm package.
import { accessSync, constants } from 'node:fs'
import { spawnSync } from 'node:child_process'

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

/** Path of a Chromium that starts here, or null. */
export async function findChromium() {
  const candidates = [process.env.CHROME_PATH, ...installed].filter(Boolean)
  const found = candidates.find(runs)
  if (found !== undefined) return found
  // The packaged one brings its own system libraries when it believes to run in its home environment.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const packaged = await import('@sparticuz/chromium').then((module) => module.default.executablePath()).catch(() => null)
  return packaged !== null && runs(packaged) ? packaged : null
}

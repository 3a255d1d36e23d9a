import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'

let browser: Promise<Browser> | null = null

/** The Chromium that the set-up of the suite found: started once for all files of a process, with which it ends. */
async function theBrowser(): Promise<Browser> {
  const running = await browser
  if (running?.isConnected() === true) return running
  browser = chromium.launch({
    executablePath: inject('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return browser
}

export type Visitor = { page: Page; context: BrowserContext; /** Everything the page complained about. */ complaints: string[] }

type Look = { width?: number; height?: number; dark?: boolean; locale?: string; /** Things slide and fade; else they do not. */ moves?: boolean }

const desk = { width: 1440, height: 900 }

/** Those of visitors who left, with nothing of them but what their browser loaded: pages need not be fetched and compiled anew. */
const left: BrowserContext[] = []

/** A new visitor with nothing remembered, who leaves when the test is over; complaints of the page are collected. */
export async function openPage(look: Look = {}): Promise<Visitor> {
  const isUsual = look.dark !== true && look.locale === undefined
  const context = (isUsual ? left.pop() : undefined) ?? (await newContext(look))
  onTestFinished(() => (isUsual ? empty(context) : context.close()))
  const page = await context.newPage()
  if (look.width !== undefined || look.height !== undefined) await page.setViewportSize({ ...desk, ...sizeOf(look) })
  if (look.moves === true) await page.emulateMedia({ reducedMotion: 'no-preference' })
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  return { page, context, complaints }
}

const sizeOf = ({ width, height }: Look): Partial<typeof desk> => ({ ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) })

const newContext = async ({ dark, locale }: Look): Promise<BrowserContext> =>
  (await theBrowser()).newContext({
    viewport: desk,
    colorScheme: dark === true ? 'dark' : 'light',
    locale: locale ?? 'en-US',
    // What slides and fades is drawn sixty times a second, by processors that the tests need.
    reducedMotion: 'reduce',
  })

/** Takes away all that a visitor opened, was allowed and left behind; the next one gets what is left. */
async function empty(context: BrowserContext): Promise<void> {
  if (context.isClosed()) return
  for (const page of context.pages()) await page.close()
  await context.unrouteAll()
  await context.clearPermissions()
  await context.setStorageState({ cookies: [], origins: [] })
  left.push(context)
}

/** A visitor who is signed in with a password, on the home page of the first project. */
export async function openSignedIn(
  atrium: { url: string; adminEmail: string; adminPassword: string },
  look: Look = {},
): Promise<Visitor & { projectUuid: string }> {
  const visitor = await openPage(look)
  const { request } = visitor.context
  const signedIn = await request.post(`${atrium.url}/api/v1/login`, { data: { email: atrium.adminEmail, password: atrium.adminPassword } })
  if (!signedIn.ok()) throw new Error(`sign-in failed: ${signedIn.status()} ${await signedIn.text()}`)
  const projects = (await (await request.get(`${atrium.url}/api/v1/org/projects`)).json()) as { results: { projectUuid: string }[] }
  return { ...visitor, projectUuid: projects.results[0]?.projectUuid ?? '' }
}

/** Waits until nothing on the page says that it is busy. The pages' content policy lets no script of ours wait in there. */
export async function whenLoaded(page: Page): Promise<void> {
  const busy = page.locator('[aria-busy="true"]')
  const until = Date.now() + 30_000
  while ((await busy.count()) > 0) {
    if (Date.now() > until) throw new Error(`still busy: ${(await busy.allTextContents()).join(', ')} at ${page.url()}`)
    await page.waitForTimeout(50)
  }
}

/** Publishes the draft that is edited on the page, and waits until what is published is shown. */
export async function publishDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish …' }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
}

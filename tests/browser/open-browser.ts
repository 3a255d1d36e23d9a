import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'

/** Starts the Chromium that the set-up of the suite found. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
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

export type Visitor = { page: Page; context: BrowserContext; /** Everything the page complained about. */ complaints: string[] }

/** A new visitor with nothing remembered; complaints of the page are collected. */
export async function openPage(browser: Browser, options: { width?: number; height?: number; dark?: boolean; locale?: string } = {}): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    locale: options.locale ?? 'en-US',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  return { page, context, complaints }
}

/** A visitor who is signed in with a password, on the home page of the first project. */
export async function openSignedIn(
  browser: Browser,
  atrium: { url: string; adminEmail: string; adminPassword: string },
  options: Parameters<typeof openPage>[1] = {},
): Promise<Visitor & { projectUuid: string }> {
  const visitor = await openPage(browser, options)
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

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openPage, openSignedIn, whenLoaded } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

const language = (page: Page): Promise<string | null> => page.locator('html').getAttribute('lang')

it('German is found where nobody is signed in, stays after a reload, and is left in the profile', async () => {
  const { page, complaints } = await openPage()
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname))
  await page.goto(`${atrium.url}/login`)
  await page.getByRole('heading', { name: 'Sign in to Atrium' }).waitFor()
  expect(await language(page)).toBe('en')
  // The texts of a language are for those who read it.
  const germanTexts = (): string[] => scripts.filter((path) => path.includes('/german-'))
  expect(germanTexts()).toEqual([])

  await page.getByLabel('E-mail').fill(atrium.adminEmail)
  await page.getByRole('button', { name: 'Language: English' }).click()
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { name: 'Bei Atrium anmelden' }).waitFor()
  expect(await language(page)).toBe('de')
  expect(germanTexts()).toHaveLength(1)
  // What was typed before is still there.
  expect(await page.getByLabel('E-Mail').inputValue()).toBe(atrium.adminEmail)
  await page.getByRole('textbox', { name: 'Passwort' }).fill(atrium.adminPassword)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { name: /^Hallo / }).waitFor()

  await page.reload()
  await page.getByRole('heading', { name: /^Hallo / }).waitFor()
  expect(await language(page)).toBe('de')
  await page.getByRole('navigation').getByRole('link', { name: 'Bereiche' }).click()
  await page.getByRole('heading', { name: 'Bereiche', level: 1 }).waitFor()

  await page.goto(`${atrium.url}/me`)
  const card = page.getByRole('region', { name: 'Sprache' })
  await card.getByText('English').click()
  await page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor()
  expect(await language(page)).toBe('en')

  // And back again from anywhere, by its own name.
  await page.getByRole('heading', { name: 'Profile', level: 1 }).click()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Search pages', { exact: false }).fill('deutsch')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Profil', level: 1, exact: true }).waitFor()
  expect(complaints).toEqual([])
})

it('whose browser asks for German gets German, and English where it asks for what there is not', async () => {
  const german = await openPage({ locale: 'de-AT' })
  await german.page.goto(`${atrium.url}/login`)
  await german.page.getByRole('heading', { name: 'Bei Atrium anmelden' }).waitFor()
  expect(await language(german.page)).toBe('de')

  const icelandic = await openPage({ locale: 'is-IS' })
  await icelandic.page.goto(`${atrium.url}/login`)
  await icelandic.page.getByRole('heading', { name: 'Sign in to Atrium' }).waitFor()
  expect(await language(icelandic.page)).toBe('en')
})

it('the language of mails is that of the browser that chose last: another one does not take it back at each visit', async () => {
  const { page, context } = await openSignedIn(atrium, { locale: 'de-DE' })
  const me = `${atrium.url}/api/v1/user`
  const written = async (): Promise<unknown> => ((await (await context.request.get(me)).json()) as { results: { language: unknown } }).results.language
  const visit = async (): Promise<void> => {
    await page.goto(atrium.url)
    await page.getByRole('heading', { name: /^Hallo / }).waitFor()
    await whenLoaded(page)
  }
  await visit()
  await expect.poll(written).toBe('de')
  const changes: string[] = []
  page.on('request', (request) => request.method() === 'PATCH' && changes.push(request.url()))
  // As another browser says it.
  expect((await context.request.patch(`${me}/me`, { data: { language: 'en' } })).ok()).toBe(true)
  await visit()
  expect(changes).toEqual([])
  expect(await written()).toBe('en')
  // Chosen here, it counts again.
  await page.goto(`${atrium.url}/me`)
  const card = page.getByRole('region', { name: /^(Sprache|Language)$/ })
  await card.getByText('English').click()
  await page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor()
  await card.getByText('Deutsch').click()
  await expect.poll(written).toBe('de')
})

it('no page scrolls sideways on a phone because German words are long', async () => {
  const { page, context, projectUuid, complaints } = await openSignedIn(atrium, { width: 360, height: 740, locale: 'de-DE' })
  const list = async (path: string): Promise<{ uuid: string }[]> =>
    ((await (await context.request.get(`${atrium.url}/api/v1/projects/${projectUuid}/${path}`)).json()) as { results: { uuid: string }[] }).results
  const [dashboard] = await list('dashboards')
  const [chart] = await list('charts')
  const project = `/p/${projectUuid}`
  const pages: [string, string][] = [
    [project, 'Hallo '],
    [`${project}/dashboards`, 'Dashboards'],
    [`${project}/dashboards/${dashboard?.uuid}`, ''],
    [`${project}/explore/orders`, 'Orders'],
    [`${project}/charts/${chart?.uuid}`, ''],
    [`${project}/spaces`, 'Bereiche'],
    [`${project}/settings`, 'Projekteinstellungen'],
    ['/settings/members', 'Mitglieder'],
    ['/me', 'Profil'],
  ]
  const tooWide: string[] = []
  const measure = async (path: string): Promise<void> => {
    await page.waitForLoadState('networkidle')
    await whenLoaded(page)
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    if (width > 360) tooWide.push(`${path}: ${width}`)
  }
  for (const [path, heading] of pages) {
    await page.goto(`${atrium.url}${path}`)
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await measure(path)
  }
  await context.clearCookies()
  await page.goto(`${atrium.url}/login`)
  await page.getByRole('heading', { name: 'Bei Atrium anmelden' }).waitFor()
  await measure('/login')
  expect(tooWide).toEqual([])
  expect(complaints).toEqual([])
})

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openPage, whenLoaded } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  // As a newcomer starts it: an empty data folder and no configuration at all.
  atrium = await startAtrium({ fresh: true, unprovisioned: true })
})
afterAll(async () => {
  await atrium.stop()
})

describe('the first minute (journey 1)', () => {
  it('goes from the printed link to a dashboard whose every tile shows data', async () => {
    const link = await vi.waitFor(() => {
      const found = /http:\/\/\S+\/sign-in\/\S+/.exec(atrium.output())?.[0]
      if (found === undefined) throw new Error(`no sign-in link in:\n${atrium.output()}`)
      return found
    })
    const { page, complaints } = await openPage({ moves: true })
    await page.goto(link)
    await page
      .getByRole('link', { name: /^Shop overview/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Shop overview' }).waitFor()
    // A chart, a big number and a table each say in words what they show.
    await page
      .getByRole('img', { name: /^Bar chart|^Mixed chart|^Line chart/ })
      .first()
      .waitFor()
    await page.getByText('Revenue in October 2026').waitFor()
    await whenLoaded(page)
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(complaints).toEqual([])

    // The link worked once; the visitor stays signed in without it.
    const stranger = await openPage({ moves: true })
    await stranger.page.goto(link)
    await stranger.page.getByText('used already', { exact: false }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Shop overview' }).waitFor()
  })

  it('shows a phone one column that does not scroll sideways', async () => {
    const { page } = await openPage({ width: 390, height: 844 })
    await page.goto(atrium.url)
    await page.getByLabel('E-mail').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
  })
})

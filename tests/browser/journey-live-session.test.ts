import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** Two people look at an app together: what one moves the other sees at once, and nobody else ever. */

let house: SharedHouse
let app: string
beforeAll(async () => {
  house = await sharedHouse()
  const { admin, projectUuid } = house
  const spaces = await admin.results<{ uuid: string; isPrivate: boolean }[]>('GET', `/api/v1/projects/${projectUuid}/spaces`)
  const cells = [
    { kind: 'input', id: 'least', name: 'least', title: 'At least', input: { type: 'slider', default: 10, min: 0, max: 100 } },
    { kind: 'text', id: 'said', markdown: 'From {{ least }} on.' },
  ]
  const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name: 'Seen by two',
    spaceUuid: spaces.find(({ isPrivate }) => !isPrivate)?.uuid,
    document: { cells, app: { elements: cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 })) } },
  })
  await admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  app = `${house.atrium.url}/p/${projectUuid}/apps/${uuid}`
})

/** Milliseconds in which what is moved here arrives there. */
const soon = 500

it('what one moves the other sees within half a second, and the published link is as it was', async () => {
  const ines = await openSignedIn(house.asAdmin)
  await ines.page.goto(app)
  await ines.page.getByText('From 10 on.').waitFor()
  await ines.page.getByRole('button', { name: 'Share', exact: true }).click()
  await ines.page.getByRole('radio', { name: 'Live session' }).click()
  await ines.page.getByRole('button', { name: 'Start live session' }).click()
  const bar = ines.page.getByRole('region', { name: 'Live session' })
  await bar.waitFor()
  const link = ines.page.url()

  const vera = await openSignedIn(house.atrium)
  await vera.page.goto(link)
  await expect.poll(() => bar.getByRole('listitem').count()).toBe(2)
  const moved = vera.page.getByRole('slider', { name: 'At least' })
  const seen = ines.page.getByRole('slider', { name: 'At least' })
  await moved.focus()
  // The quickest of some: what else the machine does is nobody's delay.
  const took: number[] = []
  for (let value = 11; value <= 15; value++) {
    const began = performance.now()
    await vera.page.keyboard.press('ArrowRight')
    await ines.page.locator(`[role="slider"][aria-valuenow="${value}"]`).waitFor()
    took.push(performance.now() - began)
    await moved.focus()
  }
  expect(Math.min(...took)).toBeLessThan(soon)
  expect(await seen.getAttribute('aria-valuenow')).toBe('15')
  await ines.page.getByText('From 15 on.').waitFor()
  await vera.page.getByText('From 15 on.').waitFor()

  await vera.page.getByRole('region', { name: 'Live session' }).getByRole('button', { name: 'Leave' }).click()
  await expect.poll(() => bar.getByRole('listitem').count()).toBe(1)
  await bar.getByRole('button', { name: 'Leave' }).click()
  await ines.page.getByRole('menuitem', { name: 'End for everybody' }).click()
  await ines.page.getByText('The live session has ended.').waitFor()
  await ines.page.getByRole('button', { name: 'Leave' }).click()
  await bar.waitFor({ state: 'detached' })
  // Whoever opens the link of the app has what its author gave.
  const other = await openSignedIn(house.atrium)
  await other.page.goto(app)
  await other.page.getByText('From 10 on.').waitFor()
  expect(await other.page.getByRole('slider', { name: 'At least' }).getAttribute('aria-valuenow')).toBe('10')
  expect([...ines.complaints, ...vera.complaints, ...other.complaints]).toEqual([])
})

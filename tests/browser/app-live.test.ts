import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let page: string
/** A saved view of the app. */
let view: string

const cells = [
  { kind: 'input', id: 'who', name: 'who', title: 'Who', input: { type: 'text', default: 'nobody' } },
  { kind: 'text', id: 'hello', markdown: 'Hello {{ who }}!' },
]
const app = { elements: cells.map(({ id }, at) => ({ uuid: `e-${id}`, cellId: id, x: 0, y: at * 6, w: 36, h: 6 })) }

beforeAll(async () => {
  house = await sharedHouse()
  const { admin, projectUuid } = house
  const spaces = await admin.results<{ uuid: string; isPrivate: boolean }[]>('GET', `/api/v1/projects/${projectUuid}/spaces`)
  const spaceUuid = spaces.find(({ isPrivate }) => !isPrivate)?.uuid
  const made = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name: 'Looked at together',
    spaceUuid,
    document: { cells, app },
  })
  await admin.results('POST', `/api/v1/app/apps/${made.uuid}/force-publish`, { version: null, comparedVersion: 1 })
  page = `${house.atrium.url}/p/${projectUuid}/apps/${made.uuid}`
  const saved = { name: 'For all', inputs: { who: 'all' }, isShared: true }
  view = (await admin.results<{ uuid: string }>('POST', `/api/v1/app/apps/${made.uuid}/views`, saved)).uuid
})

it('two people see each other and the same inputs, and each goes on alone when it is over', async () => {
  const { page: host, complaints } = await openSignedIn(house.asAdmin)
  await host.goto(page)
  await host.getByText('Hello nobody!').waitFor()
  await host.getByRole('button', { name: 'Share' }).click()
  await host.getByRole('radio', { name: 'Live session' }).click()
  await host.getByRole('button', { name: 'Start live session' }).click()
  const bar = host.getByRole('region', { name: 'Live session' })
  await bar.waitFor()

  const { page: guest, complaints: ofGuest } = await openSignedIn(house.atrium)
  await guest.goto(host.url())
  const theirs = guest.getByRole('region', { name: 'Live session' })
  await expect.poll(() => bar.getByRole('listitem').count()).toBe(2)
  await expect.poll(() => theirs.getByRole('listitem').count()).toBe(2)

  await guest.getByRole('textbox', { name: 'Who' }).fill('Vera')
  await guest.keyboard.press('Enter')
  await host.getByText('Hello Vera!').waitFor()
  await guest.getByText('Hello Vera!').waitFor()

  await guest.getByRole('button', { name: 'Reset inputs' }).waitFor()
  await bar.getByRole('button', { name: 'Keep inputs for me' }).click()
  await theirs.getByText(/changes the inputs for now/).waitFor()
  // What would be refused is not offered.
  expect(await guest.getByRole('textbox', { name: 'Who' }).isDisabled()).toBe(true)
  expect(await guest.getByRole('button', { name: 'Reset inputs' }).count()).toBe(0)
  expect(await host.getByRole('textbox', { name: 'Who' }).isEnabled()).toBe(true)
  // Nor does a link give it, which somebody follows.
  await guest.evaluate(`history.pushState(null, '', location.href + '&view=${view}'); dispatchEvent(new PopStateEvent('popstate'))`)
  await guest.getByRole('alert').filter({ hasText: 'did not take this input' }).waitFor()
  expect(await guest.getByRole('textbox', { name: 'Who' }).inputValue()).toBe('Vera')
  await theirs.getByRole('button', { name: /\(host\)/ }).click()
  await guest.getByRole('menuitem', { name: /^Follow / }).click()
  await theirs.getByText(/changes the inputs for now.* · Following /).waitFor()
  await bar.getByRole('button', { name: 'Leave' }).click()
  await host.getByRole('menuitem', { name: 'End for everybody' }).click()
  await guest.getByText('The live session has ended.').waitFor()
  await guest.getByRole('button', { name: 'Leave' }).click()
  expect(guest.url()).toBe(`${page}?view=${view}`)
  await guest.getByText('Hello Vera!').waitFor()
  expect([...complaints, ...ofGuest]).toEqual([])
})

it('whoever follows goes along down the page and sees where the focus is, and the host gives it on and leaves', async () => {
  const { admin, projectUuid } = house
  const long = [
    { kind: 'input', id: 'who', name: 'who', title: 'Who', input: { type: 'text', default: '' } },
    ...Array.from({ length: 6 }, (_, at) => ({ kind: 'text', id: `part${at}`, markdown: `Part ${at}` })),
    { kind: 'input', id: 'last', name: 'last', title: 'Last', input: { type: 'text', default: '' } },
  ]
  const elements = long.map(({ id }, at) => ({ uuid: `e-${id}`, cellId: id, x: 0, y: at * 40, w: 36, h: 40 }))
  const spaces = await admin.results<{ uuid: string; isPrivate: boolean }[]>('GET', `/api/v1/projects/${projectUuid}/spaces`)
  const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name: 'Long',
    spaceUuid: spaces.find(({ isPrivate }) => !isPrivate)?.uuid,
    document: { cells: long, app: { elements } },
  })
  await admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const live = await admin.results<{ uuid: string }>('POST', `/api/v1/app/apps/${uuid}/live`, { inputs: {} })
  const address = `${house.atrium.url}/p/${projectUuid}/apps/${uuid}?live=${live.uuid}`

  const { page: host } = await openSignedIn(house.asAdmin)
  await host.goto(address)
  const bar = host.getByRole('region', { name: 'Live session' })
  const { page: guest, complaints } = await openSignedIn(house.atrium, { height: 700 })
  await guest.goto(address)
  const theirs = guest.getByRole('region', { name: 'Live session' })
  await expect.poll(() => bar.getByRole('listitem').count()).toBe(2)
  await theirs.getByRole('button', { name: /\(host\)/ }).click()
  await guest.getByRole('menuitem', { name: /^Follow / }).click()
  await theirs.getByText(/^Following /).waitFor()

  const isFirst = (part: string) => async (): Promise<boolean> => {
    const [header, box] = await Promise.all([guest.getByRole('banner').boundingBox(), guest.locator(`[data-element="e-${part}"]`).boundingBox()])
    const below = (box?.y ?? -1) - ((header?.y ?? 0) + (header?.height ?? 0))
    return below >= 0 && below < 40
  }
  await host.locator('[data-element="e-part3"]').evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await expect.poll(isFirst('part3')).toBe(true)
  await host.locator('html').evaluate((html) => html.scrollTo(0, 0))
  await expect.poll(async () => (await theirs.boundingBox())?.y ?? -1).toBeGreaterThan(0)

  await host.getByRole('textbox', { name: 'Last' }).focus()
  await guest
    .locator('[data-element="e-last"]')
    .getByText(/ is here$/)
    .waitFor()
  await host.getByRole('textbox', { name: 'Who' }).focus()
  await guest
    .locator('[data-element="e-who"]')
    .getByText(/ is here$/)
    .waitFor()
  expect(await guest.getByText(/ is here$/).count()).toBe(1)

  await bar.getByRole('button', { name: 'Leave' }).click()
  await host.getByRole('menuitem', { name: /^Give it to .+ and leave$/ }).click()
  await bar.waitFor({ state: 'detached' })
  // Nobody is followed any more, and what a host may do is theirs now.
  await theirs.getByRole('button', { name: 'Keep inputs for me' }).click()
  await theirs.getByRole('button', { name: 'Leave' }).click()
  await guest.getByRole('menuitem', { name: 'End for everybody' }).click()
  await guest.getByText('The live session has ended.').waitFor()
  expect(complaints).toEqual([])
})

it('the page of an app says how it is embedded, and where', async () => {
  const { page: editor } = await openSignedIn(house.asAdmin)
  await editor.goto(page)
  await editor.getByRole('button', { name: 'More about the app' }).click()
  await editor.getByRole('menuitem', { name: 'Embed' }).click()
  const dialog = editor.getByRole('dialog', { name: 'Embed “Looked at together”' })
  await dialog.getByRole('switch', { name: 'Pages of elsewhere may show this app' }).press('Space')
  await dialog.getByRole('textbox', { name: 'Sites that may show it' }).fill('http://shop.example.com')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await editor.getByText(/is no site/).waitFor()
  await dialog.getByRole('textbox', { name: 'Sites that may show it' }).fill('https://shop.example.com')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('embed-links').first().waitFor()
})

import { beforeAll, expect, it } from 'vitest'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

const year = { kind: 'input', id: 'year', name: 'year', title: 'Year', input: { type: 'number', default: 2026 } }
const said = { kind: 'text', id: 'said', markdown: 'The year is {{ year }}.' }
const rows = { kind: 'sql', id: 'rows', name: 'rows', sql: 'select range as n from range(3)', on: 'warehouse' }
const shown = (id: string): object => ({ kind: 'table', id, of: 'rows' })
const placed = (cells: readonly { id: string }[]): object[] => cells.map(({ id }, at) => ({ uuid: `e-${id}`, cellId: id, x: 0, y: at * 6, w: 36, h: 6 }))

const create = async (name: string, cells: object[], elements: object[]): Promise<string> =>
  (await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, { name, document: { cells, app: { elements } } })).uuid
const publish = (uuid: string): Promise<unknown> => house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
const at = (rest: string): string => `${house.asAdmin.url}/p/${house.projectUuid}${rest}`

it('the link of a view counts in an app that is open, and so do back and forward', async () => {
  const uuid = await create('Views followed', [year, said], placed([year, said]))
  await publish(uuid)
  const view = async (name: string, value: number): Promise<string> =>
    (await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/apps/${uuid}/views`, { name, inputs: { year: value }, isShared: false })).uuid
  const hastings = await view('Hastings', 1066)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${uuid}?view=${hastings}`))
  await page.getByText('The year is 1066.').waitFor()
  // Made after the page knew which there are.
  const waterloo = await view('Waterloo', 1815)
  await page.evaluate(`history.pushState({}, '', '?view=${waterloo}')`)
  await page.getByText('The year is 1815.').waitFor()
  await page.goBack()
  await page.getByText('The year is 1066.').waitFor()
  await page.goForward()
  await page.getByText('The year is 1815.').waitFor()
  // Without a view, inputs are as they are at first; a view that is gone says so, in the page that is open and in one that opens.
  await page.evaluate(`history.pushState({}, '', '?tab=main')`)
  await page.getByText('The year is 2026.').waitFor()
  await page.goBack()
  await page.getByText('The year is 1815.').waitFor()
  await page.evaluate(`history.pushState({}, '', '?view=gone')`)
  await page.getByText('There is no such view any more').waitFor()
  await page.reload()
  await page.getByText('The year is 1815.').waitFor()
  await page.getByText('There is no such view any more').waitFor()
  expect(complaints).toEqual([])
})

it('whoever publishes an app of headings and empty cells is warned that it shows nothing', async () => {
  const cells = [
    { kind: 'section', id: 'heading', title: 'Sales' },
    { kind: 'text', id: 'blank', markdown: '' },
  ]
  const uuid = await create('Shows nothing', cells, placed(cells))
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${uuid}`))
  await page.getByRole('button', { name: 'Publish as it is' }).click()
  await page.getByRole('dialog').getByText('viewers would get an empty page').waitFor()
})

it('cells without a title have names of their own in an app', async () => {
  const cells = [rows, shown('first'), shown('second')]
  const uuid = await create('Untitled cells', cells, placed([{ id: 'first' }, { id: 'second' }]))
  await publish(uuid)
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${uuid}`))
  for (const place of [1, 2]) await page.getByRole('region', { name: `Table (cell ${place})`, exact: true }).waitFor()
})

it('nothing of ours moves for whoever wants less of that', async () => {
  const cells = [year, said, rows, shown('first')]
  const uuid = await create('Stands still', cells, placed([year, said, { id: 'first' }]))
  await publish(uuid)
  const { page } = await openSignedIn(house.asAdmin)
  // Looked at with every frame: what moves while something loads is gone soon.
  await page.addInitScript(`
    window.moved = new Set()
    const look = () => {
      for (const { playState, effect } of document.getAnimations()) {
        const { duration, iterations } = effect.getComputedTiming()
        if (playState === 'running' && duration * iterations > 1) window.moved.add(effect.target.className + ' ' + duration + ' ' + iterations)
      }
      requestAnimationFrame(look)
    }
    look()
  `)
  for (const path of ['/notebooks', `/notebooks/${uuid}`, `/notebooks/${uuid}?part=app`, `/notebooks/${uuid}/history`, `/apps/${uuid}`, `/apps/${uuid}/runs`]) {
    await page.goto(at(path))
    await whenLoaded(page)
    if (path === `/notebooks/${uuid}`) await page.getByRole('button', { name: 'Run all' }).first().click()
    if (path === `/apps/${uuid}`) {
      await page.getByRole('button', { name: 'Share' }).click()
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('textbox', { name: 'Year' }).fill('1999')
      await page.keyboard.press('Tab')
      await page.getByText('The year is 1999.').waitFor()
    }
    expect(await page.evaluate('[...window.moved]'), path).toEqual([])
  }
})

it('a chart stands as it is drawn first for whoever wants nothing to move, and grows for others', async () => {
  const counted = { ...rows, id: 'counted', name: 'counted', sql: 'select range as n, {{ year }} + 9 * range as much from range(4)' }
  const config = { type: 'vertical_bar', fieldConfig: { x: { reference: 'n' }, y: [{ reference: 'much', aggregation: 'sum' }] } }
  const drawn = { kind: 'chart', id: 'drawn', of: 'counted', config }
  const uuid = await create('Drawn at once', [year, said, counted, drawn], placed([year, said, drawn]))
  await publish(uuid)
  const picturesOf = async (moves: boolean): Promise<number[]> => {
    const { page } = await openSignedIn(house.asAdmin, { moves })
    // Every picture of the canvas that there ever is, looked at with every frame.
    await page.addInitScript(`
      window.pictures = new Set()
      window.frames = 0
      const look = () => {
        for (const canvas of document.querySelectorAll('canvas')) {
          const blank = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height })
          const picture = canvas.toDataURL()
          if (picture !== blank.toDataURL()) window.pictures.add(picture)
        }
        window.frames += 1
        requestAnimationFrame(look)
      }
      look()
    `)
    const pictures = (): Promise<number> => page.evaluate('window.pictures.size')
    /** How many there are some frames after there are more than so many. */
    const seen = async (before: number): Promise<number> => {
      await expect.poll(pictures, { timeout: 20_000 }).toBeGreaterThan(before)
      await page.evaluate('window.frames = 0')
      await expect.poll(() => page.evaluate<number>('window.frames'), { timeout: 20_000 }).toBeGreaterThan(20)
      return pictures()
    }
    await page.goto(at(`/apps/${uuid}`))
    await page.locator('[data-chart-ready]').waitFor()
    const first = await seen(0)
    await page.getByRole('textbox', { name: 'Year' }).fill('1000')
    await page.keyboard.press('Tab')
    return [first, await seen(first)]
  }
  expect(await picturesOf(false)).toEqual([1, 2])
  expect((await picturesOf(true))[0]).toBeGreaterThan(1)
})

it('tables and code in a text can be read: columns stand apart, and long lines stay inside', async () => {
  const long = `select ${Array.from({ length: 80 }, (_, place) => `a_column_${place}`).join(', ')}`
  const text = { kind: 'text', id: 'read', markdown: `| Area | Sales |\n|---|--:|\n| North | 1 |\n\n\`\`\`\n${long}\n\`\`\`` }
  const uuid = await create('Read', [text], placed([text]))
  await publish(uuid)
  const { page } = await openSignedIn(house.asAdmin, { width: 390, dark: true })
  await page.goto(at(`/apps/${uuid}`))
  await page.getByRole('columnheader', { name: 'Sales' }).waitFor()
  const room = await page.evaluate<object>(`(() => {
    const { paddingLeft, borderBottomWidth, textAlign } = getComputedStyle(document.querySelectorAll('th')[1])
    return { isApart: Number.parseFloat(paddingLeft) >= 8, hasLine: borderBottomWidth !== '0px', textAlign }
  })()`)
  expect(room).toMatchObject({ isApart: true, hasLine: true, textAlign: expect.stringMatching(/right$/) as string })
  expect(await page.evaluate<boolean>('(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector("pre"))')).toBe(false)
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'

let people: WithViewer
beforeAll(async () => {
  people = await startWithViewer()
})
afterAll(async () => {
  await people.atrium.stop()
})

const pathOf = (rest: string): string => `${people.atrium.url}/p/${people.projectUuid}${rest}`
const cells = [
  { kind: 'text', id: 'shown', title: 'Welcome', markdown: 'Hello' },
  { kind: 'text', id: 'hidden', title: 'Own notes', markdown: 'Later' },
]
const elements = [{ uuid: 'of-shown', cellId: 'shown', x: 0, y: 0, w: 36, h: 4 }]

it('an editor talks about cells in the notebook; readers of the app hear of the cells that it shows, and what was said about a deleted one stays', async () => {
  const apps = `/api/v1/app/projects/${people.projectUuid}/apps`
  const { uuid } = await people.admin.results<{ uuid: string }>('POST', apps, { name: 'Talked about', document: { cells, app: { elements } } })
  await people.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const viewer = await people.viewer.results<{ firstName: string; lastName: string }>('GET', '/api/v1/user')
  const name = `${viewer.firstName} ${viewer.lastName}`.trim()

  const editor = await openSignedIn(people.asAdmin)
  const panel = editor.page.getByRole('dialog', { name: 'Comments' })
  const closed = async (): Promise<void> => {
    await editor.page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
  }
  await editor.page.goto(pathOf(`/notebooks/${uuid}`))
  await editor.page.getByRole('button', { name: 'Comments on Own notes' }).click()
  await panel.getByRole('textbox', { name: 'Comment on Own notes' }).fill('To be left out')
  await panel.getByRole('button', { name: 'Send' }).click()
  await panel.getByRole('article').getByText('To be left out').waitFor()
  await closed()
  await editor.page.getByRole('button', { name: '1 comment on Own notes' }).waitFor()
  await editor.page.getByRole('button', { name: 'Comments on Welcome' }).click()
  const field = panel.getByRole('textbox', { name: 'Comment on Welcome' })
  await field.fill('Is this right? ')
  await field.pressSequentially(`@${name.slice(0, 3)}`)
  await editor.page.getByRole('option', { name, exact: true }).click()
  await panel.getByRole('button', { name: 'Send' }).click()
  await panel.getByRole('article').getByText('Is this right?', { exact: false }).waitFor()
  await closed()

  const reader = await openSignedIn(people.atrium)
  await reader.page.goto(pathOf(''))
  await reader.page.getByRole('button', { name: 'Notifications: 1 new' }).click()
  await reader.page
    .getByRole('dialog', { name: 'Notifications' })
    .getByRole('link', { name: /mentioned you on “Welcome” in Talked about/ })
    .click()
  const theirs = reader.page.getByRole('dialog', { name: 'Comments' })
  await theirs.getByRole('article').getByText('Is this right?', { exact: false }).waitFor()
  // They look, and neither write nor resolve.
  expect(await theirs.getByRole('button', { name: /^(Reply|Send|Resolve)$/ }).count()).toBe(0)
  await reader.page.goto(pathOf(`/apps/${uuid}?comments=all`))
  await theirs.getByRole('article').waitFor()
  expect(await theirs.getByRole('article').count()).toBe(1)
  expect(await reader.page.getByText('To be left out').count()).toBe(0)

  await editor.page.getByRole('button', { name: 'Actions for Own notes' }).click()
  await editor.page.getByRole('menuitem', { name: 'Delete' }).click()
  await editor.page.getByRole('article', { name: 'Own notes' }).waitFor({ state: 'detached' })
  await editor.page.getByRole('button', { name: '2 comments' }).click()
  const gone = panel.getByRole('region', { name: 'Comments on A cell that was deleted' })
  await gone.getByText('To be left out').waitFor()
  expect(await gone.getByRole('textbox').count()).toBe(0)
  await gone.getByRole('button', { name: 'Resolve' }).click()
  await gone.waitFor({ state: 'detached' })
  expect([...editor.complaints, ...reader.complaints]).toEqual([])
})

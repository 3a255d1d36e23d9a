import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import { root, startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

const yaml = (name: string, text: string) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) })
const chart = (space: string) =>
  `kind: chart\nslug: from-a-file\nname: From a file\nspaceSlug: ${space}\ntableName: orders\nmetricQuery: { metrics: [orders_order_count] }\nchartConfig: { type: big_number }\nversion: 1\n`

it('files are brought in after a look at what they change, and what is wrong is told with its place', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}/develop`)
  await page.getByRole('link', { name: 'Content as code' }).click()
  await page.getByRole('heading', { name: 'Content as code' }).waitFor()
  await whenLoaded(page)

  const upload = page.locator('input[type=file]')
  await upload.setInputFiles([yaml('bad.yml', chart('shoop'))])
  const dialog = page.getByRole('dialog', { name: 'What these files change' })
  await dialog.getByText('bad.yml:4:12').waitFor()
  await dialog.getByText('Did you mean shop?').waitFor()
  expect(await dialog.getByRole('button', { name: /Apply/ }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await upload.setInputFiles([yaml('good.yml', chart('shop'))])
  await dialog.getByText('1 to create').waitFor()
  await dialog.getByRole('button', { name: /From a file/ }).click()
  await dialog.getByText('slug: from-a-file').waitFor()
  await dialog.getByRole('button', { name: 'Apply 1 change' }).click()
  await page.getByText('1 change applied').waitFor()
  await page.getByRole('button', { name: '“From a file” as code' }).waitFor()

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all' }).click()
  const archive = await readFile(await (await downloading).path())
  expect(archive.subarray(0, 2).toString()).toBe('PK')
  expect(archive.includes('charts/from-a-file.yml')).toBe(true)
  expect(complaints).toEqual([])
})

it('an endpoint of another command line is taken, and what became of it is told', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}/develop/content`)
  await whenLoaded(page)
  const text = 'name: how_many\nquery: SELECT count(*) AS n FROM orders\nmaterialization: {enabled: true, schedule: 1hour}\n'
  await page.locator('input[type=file]').setInputFiles([yaml('how_many.yml', text)])
  const dialog = page.getByRole('dialog', { name: 'What these files change' })
  await dialog.getByText('Good to know').waitFor()
  await dialog.getByText('This file is in the PostHog format').waitFor()
  await dialog.getByRole('button', { name: 'Apply 1 change' }).click()
  await page.getByText('1 change applied').waitFor()
  await page.goto(`${atrium.url}/p/${projectUuid}/endpoints/how_many`)
  await page.getByRole('button', { name: 'More for this endpoint' }).click()
  await page.getByRole('menuitem', { name: 'View as code' }).click()
  await page.getByRole('dialog').getByText('freshnessSeconds').waitFor()
  expect(complaints).toEqual([])
})

it('a chart is changed as code from its menu', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  const api = withToken(atrium.url, atrium.token)
  const [file] = (
    await api.results<{ files: { uuid: string; text: string }[] }>('GET', `/api/v1/app/content-files/${projectUuid}?kind=chart&slug=revenue-total`)
  ).files
  const { uuid, text } = file ?? { uuid: '', text: '' }
  await page.goto(`${atrium.url}/p/${projectUuid}/charts/${uuid}`)
  await whenLoaded(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'View as code' }).click()
  const dialog = page.getByRole('dialog', { name: '“Revenue” as code' })
  const code = dialog.getByRole('textbox', { name: 'YAML' })
  await code.waitFor()
  await dialog.getByText('slug: revenue-total').waitFor()
  const write = async (text: string): Promise<void> => {
    await code.focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(text)
    await dialog.getByRole('button', { name: 'Show changes' }).click()
  }
  await write(text.replace('name: ', 'nane: '))
  await dialog.getByText('Did you mean name?').waitFor()
  await write(text.replace(/^name: .*$/m, 'name: Revenue of all time'))
  await dialog.getByRole('button', { name: 'Apply 1 change' }).click()
  await page.getByRole('heading', { name: 'Revenue of all time' }).waitFor()
  expect(complaints).toEqual([])
})

/** `atrium` with a home of its own. */
function atriumCommand(home: string, ...args: string[]) {
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], { env: { PATH: process.env['PATH'] ?? '', HOME: home } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => (said += piece))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  const until = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(said)
      if (found !== null) return found[1] ?? ''
      await Promise.race([once(child.stderr, 'data'), ended.then(() => Promise.reject(new Error(said)))])
    }
  }
  return { ended, until }
}

it('the command line is let in by the browser, and not when that says no', async () => {
  const { page, complaints } = await openSignedIn(atrium)
  const home = await mkdtemp(path.join(tmpdir(), 'atrium-home-'))
  const denied = atriumCommand(home, 'login', atrium.url, '--browser')
  await page.goto(await denied.until(/(http\S+cli-login\S+)\n/))
  await page.getByRole('button', { name: 'Deny' }).click()
  await page.getByText('was not let in').waitFor()
  expect(await denied.ended).toMatchObject({ code: 3, said: expect.stringContaining('not allowed') as string })

  const allowed = atriumCommand(home, 'login', atrium.url, '--browser')
  const code = await allowed.until(/code (\w{6}):/)
  await page.goto(await allowed.until(/(http\S+cli-login\S+)\n/))
  await page.getByText(code, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByText('The command line is signed in').waitFor()
  expect(page.url()).toBe(`${atrium.url}/cli-login?done=1`)
  expect(await allowed.ended).toMatchObject({ code: 0 })
  expect(await atriumCommand(home, 'whoami').ended).toMatchObject({ code: 0, said: expect.stringContaining(atrium.adminEmail) as string })

  await page.goto(`${atrium.url}/cli-login?port=80&key=x`)
  await page.getByText('This is not an address').waitFor()
  expect(complaints).toEqual([])
  await rm(home, { recursive: true })
})

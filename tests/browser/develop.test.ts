import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

/** Models are written in the browser. */

let base: string
let models: string
let atrium: Atrium
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-develop-'))
  models = path.join(base, 'models')
  await mkdir(models)
  await writeFile(path.join(models, 'orders.yml'), orders)
  await makeDatabase(
    path.join(base, 'data'),
    'CREATE TABLE orders AS SELECT range AS id, range * 2 AS amount FROM range(60)',
    'CREATE TABLE visits AS SELECT range AS visit_id, range AS clicks FROM range(3)',
  )
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), env: { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models, ATRIUM_WATCH_MODELS: 'false' } })
})
afterAll(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

const orders = `# Made by hand
models:
  - name: orders # one row per order
    columns:
      - name: id
        meta: { dimension: { type: number } }
      - name: amount
        meta:
          dimension: { type: number }
          metrics:
            total: { type: sum }
`
const onDisk = (): Promise<string> => readFile(path.join(models, 'orders.yml'), 'utf8')
const editorOf = (page: Page) => page.getByRole('textbox', { name: 'YAML of orders.yml' })

async function openFile(page: Page, projectUuid: string): Promise<void> {
  await page.goto(`${atrium.url}/p/${projectUuid}`)
  await page.getByRole('link', { name: 'Develop', exact: true }).click()
  await page.getByText('Models: 1 · files: 1').waitFor()
  await page.getByRole('link', { name: 'orders.yml' }).click()
  await editorOf(page).waitFor()
}

/** Puts the cursor behind a text in the editor and types. */
async function typeAfter(page: Page, after: string, typed: string): Promise<void> {
  await page.locator('.cm-line', { hasText: after }).first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(typed)
}

describe('the models of a project', () => {
  it('are edited as YAML and as a form: problems at their lines, rows, and a save that serves', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium)
    await openFile(page, projectUuid)
    await page.getByText('No problems in this file').waitFor()

    // A slip is marked where it is, with the mend, and can be gone to.
    await typeAfter(page, 'total: { type: sum', '')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('m')
    await page.locator('.cm-marked-error', { hasText: 'summ' }).waitFor()
    await page.getByRole('region', { name: 'Problems in this file' }).getByText('summ').first().waitFor()
    await page.getByRole('button', { name: 'Line 11' }).click()
    await page.keyboard.press('Control+z')
    await page.getByText('No problems in this file').waitFor()
    expect(await onDisk()).toBe(orders)

    // The form writes the same text; comments and order stay.
    await page.getByLabel('Label', { exact: true }).fill('All orders')
    await page.keyboard.press('Enter')
    await page
      .getByText('amount', { exact: true })
      .and(page.locator('summary'))
      .or(page.locator('summary', { hasText: /^amount/ }))
      .first()
      .click()
    await page.getByRole('combobox', { name: 'Type: amount' }).waitFor()
    await page.getByLabel('Format').fill('eur')
    await page.keyboard.press('Enter')
    await page.getByLabel('Name of the metric').fill('Largest order')
    await page.getByLabel('Column').selectOption('amount')
    await page.getByRole('region', { name: 'Model' }).getByLabel('Type', { exact: true }).last().selectOption('max')
    await page.getByRole('button', { name: 'Add metric' }).click()
    const expected = orders
      .replace('    columns:', '    columns:')
      .replace('          dimension: { type: number }\n', '          dimension: { type: number, format: eur }\n')
      .replace('total: { type: sum }\n', 'total: { type: sum }\n            largest_order: { type: max }\n')
    await page.locator('.cm-line', { hasText: 'largest_order' }).waitFor()

    // Rows and SQL are of the text, not of the file.
    await page.getByRole('tab', { name: 'Rows' }).click()
    await page.getByText('The first 50 rows of orders').waitFor()
    await page.getByRole('tab', { name: 'SQL' }).click()
    await page.locator('.cm-content', { hasText: 'FROM' }).last().waitFor()

    await page.keyboard.press('Control+s')
    await page.getByText('Saved. The models serve in their new form.').waitFor()
    const saved = await onDisk()
    expect(saved.replace(/^.*label: All orders.*\n/m, '')).toBe(expected)
    expect(saved).toContain('All orders')
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await page.getByRole('treeitem', { name: 'Largest order' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('are not lost by a reload, and not written over what somebody else saved', async () => {
    const { page, projectUuid } = await openSignedIn(atrium)
    await openFile(page, projectUuid)
    await typeAfter(page, 'Made by hand', ', and by me')
    await page.getByText('Not saved').waitFor()
    await page.reload()
    await page.getByText('These are your changes that were not saved last time.').waitFor()
    await page.locator('.cm-line', { hasText: 'Made by hand, and by me' }).waitFor()

    const theirs = (await onDisk()).replace('Made by hand', 'Made by them')
    await writeFile(path.join(models, 'orders.yml'), theirs)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Somebody else changed this file' })
    await dialog.getByText('Made by them').waitFor()
    await dialog.getByText('Made by hand, and by me').waitFor()
    expect(await onDisk()).toBe(theirs)
    await dialog.getByRole('button', { name: 'Take theirs' }).click()
    await page.locator('.cm-line', { hasText: 'Made by them' }).waitFor()

    await typeAfter(page, 'Made by them', ' and me')
    await writeFile(path.join(models, 'orders.yml'), `${theirs}# more\n`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('Saved. The models serve in their new form.').waitFor()
    expect(await onDisk()).toContain('# Made by them and me')
    expect(await onDisk()).not.toContain('# more')

    // Discarding goes back to what was saved last, which can be edited and saved on.
    await typeAfter(page, 'them and me', ', not')
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await page.locator('.cm-line', { hasText: /them and me$/ }).waitFor()
    await typeAfter(page, 'them and me', ' again')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(onDisk).toContain('# Made by them and me again')
  })

  it('are generated from a table', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/develop`)
    await page.getByRole('link', { name: 'Create models' }).click()
    const tables = page.getByRole('region', { name: 'Tables', exact: true })
    expect(await tables.getByRole('checkbox', { name: 'orders' }).isDisabled()).toBe(true)
    await page.getByLabel('Search tables').fill('nothing like it')
    await tables.getByText('No table matches').waitFor()
    await page.getByLabel('Search tables').fill('VIS')
    await tables.getByRole('checkbox', { name: 'visits' }).check()
    await page.locator('.cm-line', { hasText: 'total_clicks' }).waitFor()
    // Somebody takes the name while it is looked at.
    const taking = path.join(models, 'taking.yml')
    await writeFile(taking, 'models:\n  - name: visits\n    columns: [{ name: clicks }]\n')
    await page.getByRole('button', { name: 'Create 1 model' }).click()
    await page.getByText('The project has models of these names already: visits (taking.yml).').waitFor()
    await page.getByRole('region', { name: 'visits.yml' }).getByText('There is a model visits already, in taking.yml').waitFor()
    expect(await page.getByRole('button', { name: 'Create 1 model' }).isDisabled()).toBe(true)
    await rm(taking)
    await page.reload()
    await page.getByRole('button', { name: 'Create 1 model' }).click()
    await page.getByText('1 model was created and serves').waitFor()
    await page.getByRole('link', { name: 'Explore Visits' }).waitFor()
    await page.goto(`${atrium.url}/p/${projectUuid}/develop`)
    await page.getByText('Every table has a model.').waitFor()
    await page.goto(`${atrium.url}/p/${projectUuid}/develop/validation`)
    await page.getByText('No problems: every model works.').waitFor()
    expect(complaints).toEqual([expect.stringContaining('409 (Conflict)')])
  })

  it('can be read where they may not be written, and problems lead to their files', async () => {
    await writeFile(
      path.join(models, 'broken.yml'),
      'models:\n  - name: broken\n    columns:\n      - name: a\n        meta: { metrics: { x: { type: summ } } }\n',
    )
    const { page, projectUuid } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/develop/validation`)
    await page.getByRole('link', { name: 'broken.yml:5' }).click()
    await page.getByRole('textbox', { name: 'YAML of broken.yml' }).waitFor()
    await page.getByRole('button', { name: 'Line 5' }).waitFor()
    await writeFile(path.join(models, 'manifest.json'), '{"metadata": {}, "nodes": {}}')
    await page.goto(`${atrium.url}/p/${projectUuid}/develop`)
    await page.getByText('come from a dbt manifest').waitFor()
    await page.getByRole('link', { name: 'orders.yml' }).click()
    await page.getByText('Made by them').waitFor()
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
  })
})

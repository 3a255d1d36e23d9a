import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** What the pages for newcomers say is there, is there. */

const pages = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', 'CHANGELOG.md', 'LICENSE']
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts

/** Commands of the fenced `sh` blocks of a page. */
function commandsOf(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((block) =>
    (block[1] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
}

describe('the pages for newcomers', () => {
  it.each(pages)('%s is there and says something', (page) => expect(readFileSync(page, 'utf8').length).toBeGreaterThan(300))

  it.each(['README.md', 'CONTRIBUTING.md'].flatMap((page) => commandsOf(page).map((command) => [page, command])))(
    '%s: the command `%s` exists',
    (_page, command) => {
      const words = command.replace(/^(\w+=('[^']*'|\S+) )+/, '').split(' ')
      const script = words[0] === 'npm' ? (words[1] === 'run' ? words[2] : words[1]) : undefined
      if (script !== undefined) expect(script === 'ci' || scripts[script] !== undefined, script).toBe(true)
      else if (words[0] === 'npx') expect(existsSync(path.join('node_modules', '.bin', words[1] ?? ''))).toBe(true)
      else expect(['curl', 'node']).toContain(words[0])
    },
  )

  it.each(pages.filter((page) => page.endsWith('.md')))('%s links only to what is there', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !existsSync(link))).toEqual([])
  })

  it.each(readdirSync('docs').filter((page) => page.endsWith('.md')))('docs/%s links only to what is there', (page) => {
    const links = [...readFileSync(path.join('docs', page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !existsSync(path.join('docs', link)))).toEqual([])
  })

  it('names in ARCHITECTURE.md files that exist', () => {
    const named = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/`([\w@./-]+\.(?:ts|cjs))`/g)].map((match) => match[1] ?? '')
    const places = ['', 'packages/server/src/', 'packages/']
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((file) => !places.some((place) => existsSync(place + file)))).toEqual([])
  })
})

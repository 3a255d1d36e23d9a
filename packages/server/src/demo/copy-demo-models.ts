import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What was copied last time: path → hash. Its name is none that a model file may have. */
const listName = '.copied.json'

/**
 * Copies the demo's models to a folder of their own, where people may change them and add to them: what comes with the
 * program is shared and may not be written. A newer version replaces files that nobody touched; changed ones stay as they
 * are, deleted ones stay away.
 */
export async function copyDemoModels(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const list = path.join(to, listName)
  const before = JSON.parse(await readFile(list, 'utf8').catch(() => '{}')) as Record<string, string>
  const copied: Record<string, string> = {}
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const source = path.join(entry.parentPath, entry.name)
    const relative = path.relative(from, source)
    const target = path.join(to, relative)
    const [wanted, there] = await Promise.all([readFile(source), readFile(target).catch(() => null)])
    copied[relative] = hashOf(wanted)
    const isUntouched = there === null ? before[relative] === undefined : hashOf(there) === before[relative]
    if (!isUntouched || there?.equals(wanted) === true) continue
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    await writeWhole(target, wanted)
  }
  await writeWhole(list, JSON.stringify(copied))
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function writeWhole(file: string, content: Buffer | string): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.tmp`)
  await writeFile(temporary, content)
  await rename(temporary, file)
}

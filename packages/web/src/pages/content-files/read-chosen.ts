import { readZip } from '@atrium/semantic'

export type ChosenFiles = { files: { path: string; text: string }[]; /** What could not be read, and why. */ unread: string[] }

const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)
const mostBytes = 64 * 1024 * 1024

/** The YAML of files that a person chose: as they are, or out of an archive. */
export async function readChosen(chosen: readonly File[]): Promise<ChosenFiles> {
  const files: ChosenFiles['files'] = []
  const unread: string[] = []
  for (const file of chosen) {
    if (file.size > mostBytes) unread.push(`${file.name}: ${Math.round(file.size / 1_000_000)} MB`)
    else if (/\.zip$/i.test(file.name)) {
      const archive = readZip(new Uint8Array(await file.arrayBuffer()))
      unread.push(...archive.problems.map(({ message }) => `${file.name}: ${message}`))
      files.push(...archive.files.filter(({ path }) => isYaml(path)).map(({ path, text }) => ({ path, text })))
    } else if (isYaml(file.name)) files.push({ path: file.webkitRelativePath || file.name, text: await file.text() })
    else unread.push(file.name)
  }
  return { files, unread }
}
